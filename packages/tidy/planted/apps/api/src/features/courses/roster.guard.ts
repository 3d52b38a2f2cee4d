// caught: guards
import { Controller, Get } from '@nestjs/common';

@Controller('roster')
export class RosterRoutes {
  @Get()
  csv(): string {
    return '';
  }
}
