// What is said when the tenant's replies carry no time; Terraform folds it, by its constant summary, into one.
import type { Diagnostic } from "../../framework/index.js";

export const noTenantTime: Diagnostic = {
  severity: "warning",
  summary: "Tenant does not tell its time",
  detail:
    "The tenant's replies have no Date header, perhaps because a proxy removes it. Whether a token has expired cannot be told without it, so none is called expired.",
};
