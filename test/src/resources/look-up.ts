// Runs a lookup as the framework would, and checks what it gives against its schema.
import { expect } from "@jest/globals";
import { conformObject } from "../../../src/framework/conform-object.js";
import {
  type AnyDataSource,
  type Diagnostic,
  DiagnosticError,
  type ObjectValue,
  silentLogger,
} from "../../../src/framework/index.js";
import { shapeOf } from "../../../src/framework/shape.js";
import type { Session } from "../../../src/resources/provider/session.js";

const noDiagnostics = { add: () => {} };

/** What the data source gives for these settings; the others are null, or what the schema says. */
export async function lookUp(
  client: Session,
  { schema, read }: AnyDataSource<Session>,
  settings: ObjectValue,
): Promise<ObjectValue> {
  const config = Object.fromEntries(
    Object.entries(schema.attributes).map(([name, attribute]) => [
      name,
      settings[name] ?? attribute.default ?? null,
    ]),
  );
  const found = await read({
    client,
    config,
    signal: new AbortController().signal,
    deadlineMs: Number.POSITIVE_INFINITY,
    diagnostics: noDiagnostics,
    log: silentLogger,
  });
  const { object, problems } = conformObject(
    shapeOf(schema),
    { ...found, timeouts: null },
    "stored",
  );
  expect(problems).toEqual([]);
  const { timeouts: _none, ...state } = object;
  return state;
}

/** The one diagnostic with which a lookup has to fail. */
export async function failureOf(lookup: Promise<unknown>): Promise<Diagnostic> {
  const error = await lookup.then(
    () => new Error("the lookup did not fail"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DiagnosticError)) throw error;
  const [diagnostic, ...others] = error.diagnostics;
  if (diagnostic === undefined || others.length > 0) throw error;
  return diagnostic;
}
