// A list of records that a lookup gives, read one by one.
import { ComplexList, type IInterpolatingParent } from "cdktf";

/** How a list makes its records: as cdktf's `ComplexObject` is made. */
type RecordClass<Record> = new (
  parent: IInterpolatingParent,
  attribute: string,
  isFromSet: boolean,
  index: number,
) => Record;

/** Records that the tenant gives. Terraform knows how many only when it runs: `Fn.lengthOf(list)` asks it. */
export class AtlanRecordList<Record> extends ComplexList {
  constructor(
    parent: IInterpolatingParent,
    attribute: string,
    private readonly recordClass: RecordClass<Record>,
  ) {
    super(parent, attribute, false);
  }

  /** The record at this place, from 0. Where there are fewer, Terraform fails. */
  get(index: number): Record {
    return new this.recordClass(this.terraformResource, this.terraformAttribute, false, index);
  }
}
