// Who can do what, from the report that is written for an access review.
import type { AccessReport, ReportedPrincipal } from "../../inventory/access-report.js";
import type { Access, HeldObject, Holding, Principal } from "../access.js";

/** What a standing means to a reader; nothing where the expiry says it, or there is nothing to say. */
const STANDINGS: { readonly [Standing in ReportedPrincipal["standing"]]: string | undefined } = {
  "in use": undefined,
  expired: undefined,
  own: "read this report",
  "being created": "being created",
  "for one run": "for one run",
  retiring: "retiring",
};

const connectionName = ({ name, connectorName }: ReportedPrincipal["connections"][number]) =>
  connectorName === "" ? name : `${name} (${connectorName})`;

const personaName = ({ name, qualifiedName }: ReportedPrincipal["personas"][number]) =>
  name ?? qualifiedName;

function principalOf(reported: ReportedPrincipal, hasState: boolean): Principal {
  const { kind, displayName, description, username, owner, createdAt, expiresAt } = reported;
  const { role, standing, personas, connections, collections, managedBy } = reported;
  const collectionsWith = (right: "editor" | "viewer") =>
    collections.filter((each) => each.right === right).map(({ name }) => name);
  return {
    ...{ kind, description, username, owner, createdAt, expiresAt },
    name: displayName,
    remarks: [role, STANDINGS[standing]].filter((remark) => remark != null),
    personas: personas.map(personaName),
    connections: connections.map(connectionName),
    edits: collectionsWith("editor"),
    views: collectionsWith("viewer"),
    ...(hasState && { managedBy }),
  };
}

/** One right of one principal. */
type Right = Pick<HeldObject, "kind" | "name" | "qualifiedName"> & {
  readonly role: Holding["role"];
  readonly holder: string;
};

function rightsOf({
  displayName: holder,
  personas,
  connections,
  collections,
}: ReportedPrincipal): readonly Right[] {
  return [
    ...personas.map((each) => {
      const { qualifiedName } = each;
      return {
        kind: "persona",
        name: personaName(each),
        qualifiedName,
        role: "linked",
        holder,
      } as const;
    }),
    ...connections.map((each) => {
      const { qualifiedName } = each;
      return {
        kind: "connection",
        name: connectionName(each),
        qualifiedName,
        role: "admin",
        holder,
      } as const;
    }),
    ...collections.map(({ name, qualifiedName, right: role }) => {
      return { kind: "collection", name, qualifiedName, role, holder } as const;
    }),
  ];
}

/** The objects that somebody holds, each with its holders. */
function objectsOf(principals: readonly ReportedPrincipal[]): readonly HeldObject[] {
  const objects = new Map<string, { first: Right; holders: Map<Holding["role"], string[]> }>();
  for (const right of principals.flatMap(rightsOf)) {
    const key = `${right.kind} ${right.qualifiedName}`;
    const object = objects.get(key) ?? { first: right, holders: new Map() };
    objects.set(key, object);
    const holders = object.holders.get(right.role) ?? [];
    object.holders.set(right.role, holders);
    holders.push(right.holder);
  }
  return [...objects.values()].map(({ first: { kind, name, qualifiedName }, holders }) => ({
    ...{ kind, name, qualifiedName, description: "" },
    holdings: [...holders].map(([role, names]) => ({ role, holders: names })),
  }));
}

export function reportAccess({ principals, stateFile }: AccessReport): Access {
  return {
    principals: principals.map((each) => principalOf(each, stateFile !== null)),
    objects: objectsOf(principals),
  };
}
