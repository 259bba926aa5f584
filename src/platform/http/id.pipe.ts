import {Injectable, PipeTransform} from '@nestjs/common';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const NOBODYS = '00000000-0000-0000-0000-000000000000';

/**
 * An id from the path. What cannot be an id becomes one that nothing bears, so that it is answered like any other that is
 * absent, and not before the checks that come earlier.
 */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    return uuid.test(value) ? value : NOBODYS;
  }
}
