// A warning that synth shows once, although validation runs several times.
import { AnnotationMetadataEntryType, Annotations } from "cdktf";
import type { IConstruct } from "constructs";

/** Adds the one-line warning to the construct unless it is there already. */
export function warnOnce(construct: IConstruct, message: string): void {
  const isThere = construct.node.metadata.some(
    ({ type, data }) => type === AnnotationMetadataEntryType.WARN && data === message,
  );
  if (!isThere) Annotations.of(construct).addWarning(message);
}
