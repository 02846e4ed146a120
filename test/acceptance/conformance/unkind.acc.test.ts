// Every resource type in a tenant that does all that real ones may.
import { unkind } from "./profiles.js";
import { resourceSuite } from "./resource-suite.js";

resourceSuite(unkind);
