import {Injectable, PipeTransform} from '@nestjs/common';
import {problems} from '../errors/problem';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An id from the path; one that cannot be an id is answered like one that is nobody's. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!uuid.test(value)) throw problems.notFound();
    return value;
  }
}
