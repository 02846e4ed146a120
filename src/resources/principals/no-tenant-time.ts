// What is said when the tenant's replies carry no time; Terraform folds it, by its constant summary, into one.
import type { Diagnostic } from "../../framework/index.js";

export const noTenantTime: Diagnostic = {
  severity: "warning",
  summary: "Time of the tenant is not known",
  detail:
    "The tenant's replies have no Date header, perhaps because a proxy removes it. Without it the provider cannot tell whether a token has expired, so it reports no token as expired.",
};
