// Every route that clients may use. What is not here answers 501.
import { apiTokenRoutes } from "../api-tokens.js";
import { bulkWrite } from "../bulk-write.js";
import { currentUser, whoami } from "../current-user.js";
import { entityRead } from "../entity-read.js";
import { indexSearch } from "../index-search.js";
import { listPersonas } from "../personas.js";
import { listRoles } from "../roles.js";
import { listTypedefs } from "../typedefs.js";
import { listUsers } from "../users.js";
import type { RouteEntry } from "./route.js";

export const ROUTES: readonly RouteEntry[] = [
  ...apiTokenRoutes,
  { method: "GET", path: "/api/service/personas", route: listPersonas },
  { method: "GET", path: "/api/service/roles", route: listRoles },
  { method: "GET", path: "/api/service/users", route: listUsers },
  { method: "GET", path: "/api/service/users/current", route: currentUser },
  { method: "GET", path: "/api/service/whoami", route: whoami },
  { method: "GET", path: "/api/meta/entity/guid/:guid", route: entityRead },
  { method: "POST", path: "/api/meta/entity/bulk", route: bulkWrite },
  { method: "POST", path: "/api/meta/search/indexsearch", route: indexSearch },
  { method: "GET", path: "/api/meta/types/typedefs", route: listTypedefs },
];
