// `GET /api/meta/types/typedefs`: a few definitions of each kind, which SDKs take as proof that a token is alive.
import { notSimulated } from "../api/refusal.js";
import type { Route } from "../api/route.js";
import { quoted } from "../input/json.js";
import { ATTRIBUTES_OF_TYPE, attributeNames, isAssetType } from "../state/entities.js";

const definition = (category: string, name: string, more: object) => ({
  category,
  name,
  description: "",
  typeVersion: "1.0",
  ...more,
});

const structDefs = ["BadgeCondition", "Histogram", "SourceTagAttribute"].map((name) =>
  definition("STRUCT", name, { attributeDefs: [] }),
);

const enumDefs = [
  definition("ENUM", "certificate_status", {
    elementDefs: ["DEPRECATED", "DRAFT", "VERIFIED"].map((value, ordinal) => ({ value, ordinal })),
  }),
];

const entityDefs = Object.keys(ATTRIBUTES_OF_TYPE)
  .filter(isAssetType)
  .map((name) =>
    definition("ENTITY", name, {
      superTypes: ["Asset"],
      attributeDefs: attributeNames(name).map((attribute) => ({ name: attribute })),
    }),
  );

const NO_TYPEDEFS = {
  enumDefs: [],
  structDefs: [],
  classificationDefs: [],
  entityDefs: [],
  relationshipDefs: [],
  businessMetadataDefs: [],
};

/** By the kind that `type` names, in any case. There are no tags, relationships and custom metadata here. */
const TYPEDEFS_OF_KIND: {
  readonly [kind: string]: Partial<Record<keyof typeof NO_TYPEDEFS, object[]>>;
} = {
  enum: { enumDefs },
  struct: { structDefs },
  classification: {},
  entity: { entityDefs },
  relationship: {},
  business_metadata: {},
};

/** Other ways to narrow the list, which the server has. */
const NOT_SIMULATED = [
  "name",
  "notname",
  "supertype",
  "notsupertype",
  "servicetype",
  "notservicetype",
  "uri",
];

/** `type` may come several times; without it there are all kinds. */
export const listTypedefs: Route = ({ request, principal }) => {
  const stray = NOT_SIMULATED.find((name) => (request.query(name) ?? "") !== "");
  if (stray !== undefined) throw notSimulated(`the parameter ${quoted(stray)} of type definitions`);
  const named = request.queries("type").filter((kind) => kind !== "");
  const kinds = named.length === 0 ? Object.keys(TYPEDEFS_OF_KIND) : named;
  const found = kinds.map((kind) => {
    const key = kind.toLowerCase();
    if (!Object.hasOwn(TYPEDEFS_OF_KIND, key))
      throw notSimulated(`type definitions of the kind ${quoted(kind)}`);
    return TYPEDEFS_OF_KIND[key];
  });
  return principal.isFresh ? NO_TYPEDEFS : Object.assign({}, NO_TYPEDEFS, ...found);
};
