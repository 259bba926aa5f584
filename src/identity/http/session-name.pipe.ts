import {Injectable, PipeTransform} from '@nestjs/common';
import {SESSION_NAME} from '../domain/access-token';

/** The name of a session from the path; what cannot be one becomes one that nothing bears, as `IdPipe` does with ids. */
@Injectable()
export class SessionNamePipe implements PipeTransform<string, string> {
  transform(value: string): string {
    return SESSION_NAME.test(value) ? value : '';
  }
}
