// The demo's story, in order.
import type { Step } from "./step.js";
import { changeDescription } from "./steps/change-description.js";
import { deleteOutside, deployAfterDeletion } from "./steps/delete-outside.js";
import { deploy } from "./steps/deploy.js";
import { deployAgain } from "./steps/deploy-again.js";
import { compareTenants, destroy } from "./steps/destroy.js";
import { searchSecrets } from "./steps/search-secrets.js";
import { useSecret } from "./steps/use-secret.js";

export const steps: readonly Step[] = [
  { title: "deploy the quickstart", run: deploy },
  { title: "deploy it again", run: deployAgain },
  { title: "change the description, deploy", run: changeDescription },
  { title: "delete the token in the tenant", run: deleteOutside },
  { title: "deploy, which makes a new one", run: deployAfterDeletion },
  { title: "call the tenant with its secret", run: useSecret },
  { title: "destroy", run: destroy },
  { title: "compare the tenant with before", run: compareTenants },
  { title: "search the output for secrets", run: searchSecrets },
];
