// Every resource type in a tenant that does as one expects.
import { kind } from "./profiles.js";
import { resourceSuite } from "./resource-suite.js";

resourceSuite(kind);
