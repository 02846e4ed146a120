// How the plugin reaches Terraform: what lies where, at synth and for `install`. Knows neither constructs nor commands.
export {
  type CliConfigurationEnvironment,
  type Engine,
  findHidingFile,
  hidesPlugin,
  MIRROR_ENTRY,
} from "./cli-configuration";
export { isLocked, type LockedProvider, lockProvider } from "./lock-file";
export { findPackage, findPlugin, type InstalledPackage, type Plugin } from "./package";
export { LOCK_FILE_NAME, lockAll, place, readLockFile } from "./place";
export { PLATFORMS, placePlugin } from "./place-plugin";
export { exactVersion, fullAddress, type RequiredProvider } from "./provider-pin";
