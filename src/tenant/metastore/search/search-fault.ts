// How a search that Elasticsearch refuses comes back through the metastore.
import { atlasRefusal, type Refusal } from "../../api/refusal.js";

export const searchFault = (reason: string): Refusal =>
  atlasRefusal(400, "ATLAS-400-00-102", `Index search failed: ${reason}`);
