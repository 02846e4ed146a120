// How the plugin reaches Terraform: which files are placed, at synth and by `install`. Knows neither constructs nor commands.
export {
  type CliConfigurationEnvironment,
  configFileOf,
  findHidingFile,
} from "./cli-configuration";
export { h1Of } from "./dirhash";
export { findBlock, isLocked, type LockedProvider, lockProvider } from "./lock-file";
export { makeFolder } from "./make-folder";
export { findPackage, findPlugin, type InstalledPackage, type Plugin } from "./package";
export { type PackageFile, readPackageFiles } from "./package-files";
export { LOCK_FILE_NAME, place, readLockFile } from "./place";
export { hasSameBytes, isZipName, MIRROR_PATH, PLATFORMS, zipName } from "./place-plugin";
export { DIRECT_ENTRY, hidesPlugin, MIRROR_ENTRY } from "./provider-installation";
export { exactVersion, fullAddress, type RequiredProvider } from "./provider-pin";
