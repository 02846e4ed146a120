// The two parts of node-forge that are used, so that its TLS, SSH and other parts are not packed along.
declare module "node-forge/lib/pki.js" {
  import { pki } from "node-forge";
  export = pki;
}
declare module "node-forge/lib/sha256.js" {
  import { md } from "node-forge";
  export = md.sha256;
}
