// What all our resources, data sources and ephemeral resources check at synth, whatever toolkit they are made of.
import type { IConstruct } from "constructs";
import type { Schema } from "../schema";
import { objectFaults } from "./object-faults";
import type { Values } from "./settings";
import { type ProvidedElement, providerFaults, stackOf } from "./stack-of";
import { purposeOf, validateBySchema } from "./validation";

export interface ElementChecks {
  readonly schema: Schema;
  /** What the stack declares, with whatever else the caller gave, so that unknown properties are reported. Called at synth only. */
  readonly values: () => Values;
  /** What single attributes are read from, by property name. Called at synth only. */
  readonly objects?: (() => Values) | undefined;
  /** Why other stacks may not use it as they do. */
  readonly exportFaults: () => readonly string[];
}

/**
 * Its values by the schema, its provider, the objects it takes, and its use in other stacks.
 *
 * @throws outside any stack
 */
export function validateElement(
  element: IConstruct & ProvidedElement,
  { schema, values, objects = () => ({}), exportFaults }: ElementChecks,
): void {
  stackOf(element, purposeOf(schema));
  validateBySchema(element, schema, values);
  element.node.addValidation({
    validate: () =>
      [...providerFaults(element), ...objectFaults(schema, objects()), ...exportFaults()].map(
        (fault) => `Cannot ${purposeOf(schema)}: ${fault}`,
      ),
  });
}
