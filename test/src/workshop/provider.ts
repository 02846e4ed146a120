// The workshop: a provider that uses what the framework offers, and shares nothing with the real one but the framework.
import type { Clock } from "../../../src/clock.js";
import { isUnknown, type ProviderDefinition } from "../../../src/framework/index.js";
import { PRODUCT } from "../product.js";
import { Journal } from "./journal.js";
import { machineResource } from "./machine.js";
import { passResource } from "./pass.js";
import { workshop } from "./schemas.js";

type Attributes = (typeof workshop)["attributes"];

export const workshopProvider = (clock: Clock): ProviderDefinition<Journal, Attributes> => ({
  product: PRODUCT,
  schema: workshop,
  resources: [machineResource],
  dataSources: [],
  ephemeralResources: [passResource],
  configure: async ({ folder }) => (isUnknown(folder) ? null : new Journal(folder, clock)),
});
