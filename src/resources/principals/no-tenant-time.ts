// What is said when the tenant's replies carry no time; Terraform folds it, by its constant summary, into one.
import type { Diagnostic } from "../../framework/index.js";

export const noTenantTime: Diagnostic = {
  severity: "warning",
  summary: "Time of the tenant is not known",
  detail:
    "The tenant's replies have no Date header, perhaps because a proxy removes it. Without it the provider cannot tell what has expired or is due: it reports no token as expired, and no further rotation or retirement as due.",
};
