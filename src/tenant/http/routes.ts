// Every route that clients may use. What is not here answers 501.

import type { RouteEntry } from "../api/route.js";
import { bulkWrite } from "../metastore/bulk-write.js";
import { entityRead } from "../metastore/entity-read.js";
import { indexSearch } from "../metastore/index-search.js";
import { listTypedefs } from "../metastore/typedefs.js";
import { apiTokenRoutes } from "../service/api-tokens.js";
import { currentUser, whoami } from "../service/current-user.js";
import { oauthClientRoutes } from "../service/oauth-clients.js";
import { listPersonas } from "../service/personas.js";
import { listRoles } from "../service/roles.js";
import { listUsers } from "../service/users.js";

export const ROUTES: readonly RouteEntry[] = [
  ...apiTokenRoutes,
  ...oauthClientRoutes,
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
