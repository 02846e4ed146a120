// `GET /api/meta/types/typedefs`: just enough for the SDKs, which take a non-empty answer as proof that a token is alive.
import type { Route } from "../api/route.js";

const STRUCTS = ["BadgeCondition", "Histogram", "SourceTagAttribute"].map((name) => ({
  category: "STRUCT",
  name,
  description: "",
  typeVersion: "1.0",
  attributeDefs: [],
}));

const NO_TYPEDEFS = {
  enumDefs: [],
  structDefs: [],
  classificationDefs: [],
  entityDefs: [],
  relationshipDefs: [],
  businessMetadataDefs: [],
};

export const listTypedefs: Route = ({ request, principal }) => {
  const type = request.query("type") ?? "struct";
  return type === "struct" && !principal.isFresh
    ? { ...NO_TYPEDEFS, structDefs: STRUCTS }
    : NO_TYPEDEFS;
};
