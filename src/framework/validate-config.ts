// Everything that can be said of one configuration block: the schema's rules first, then the definition's own.
import type { Schema } from "../../lib/schema/index.js";
import { answer } from "./answer.js";
import type { DiagnosticSink } from "./definition.js";
import { validateExactlyOneOf } from "./exactly-one-of.js";
import type { WithDiagnostics } from "./provider-server.js";
import type { ObjectShape } from "./shape.js";
import { withoutTimeouts } from "./timeouts.js";
import { validateObject } from "./validate-object.js";
import { validateTimeouts } from "./validate-timeouts.js";
import type { ObjectValue } from "./value.js";

export interface Validated {
  readonly schema: Schema;
  readonly shape: ObjectShape;
  readonly definition: {
    validate?(config: ObjectValue, diagnostics: DiagnosticSink): void;
  };
}

/** The definition's own rules run only on a configuration that the schema accepts: they rely on its types. */
export function validateConfig(
  { schema, shape, definition }: Validated,
  config: ObjectValue,
): Promise<WithDiagnostics> {
  const attempt = {
    doing: `validating the ${schema.noun}`,
    aftermath: "No request was sent.",
  };
  return answer(attempt, {}, (diagnostics) => {
    diagnostics.add(
      ...validateObject(schema, shape, config),
      ...validateExactlyOneOf(schema, config),
      ...validateTimeouts(schema, config),
    );
    if (!diagnostics.hasError) definition.validate?.(withoutTimeouts(config), diagnostics);
    return {};
  });
}
