// Every resource type, in one list: the suite runs for each, the guard compares it with what the plugin serves.
import type { Subject } from "../subject.js";
import { apiToken } from "./api-token.js";
import { collectionEditor } from "./collection-editor.js";
import { collectionViewer } from "./collection-viewer.js";
import { connectionAdmin } from "./connection-admin.js";
import { oauthClient } from "./oauth-client.js";
import { tokenPersonaBinding } from "./token-persona-binding.js";
import { tokenRetirement } from "./token-retirement.js";

export const subjects: readonly Subject[] = [
  apiToken,
  collectionEditor,
  collectionViewer,
  connectionAdmin,
  oauthClient,
  tokenPersonaBinding,
  tokenRetirement,
];
