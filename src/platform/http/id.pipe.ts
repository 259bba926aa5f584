import {Injectable, PipeTransform} from '@nestjs/common';
import {isId} from '../is-id';

const NOBODYS = '00000000-0000-0000-0000-000000000000';

/**
 * An id from the path. What cannot be an id becomes one that nothing bears, so that it is answered like any other that is
 * absent, and not before the checks that come earlier.
 */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    return isId(value) ? value : NOBODYS;
  }
}
