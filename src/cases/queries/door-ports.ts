import {Injectable} from '@nestjs/common';
import {Clock} from '../../platform/clock/clock';
import {Concerns} from '../../platform/health/concerns';
import {Rosters} from './rosters';

/** What the door of the cases needs beside the cases; kept together, as it needs all of it. */
@Injectable()
export class DoorPorts {
  constructor(
    readonly concerns: Concerns,
    readonly clock: Clock,
    readonly rosters: Rosters,
  ) {}
}
