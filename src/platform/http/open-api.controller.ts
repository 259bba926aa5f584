import {Controller, Get, Header} from '@nestjs/common';
import {ApiExcludeController} from '@nestjs/swagger';
import {OPEN_API_FILE, readOpenApiFile} from './open-api-file';

/** Serves the description as it is committed, byte for byte. */
@ApiExcludeController()
@Controller(OPEN_API_FILE)
export class OpenApiController {
  readonly #text = readOpenApiFile();

  @Get()
  @Header('content-type', 'application/json; charset=utf-8')
  show(): string {
    return this.#text;
  }
}
