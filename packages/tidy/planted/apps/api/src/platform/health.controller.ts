import { Controller, Get } from '@nestjs/common';

@Controller('health')
export class HealthController {
  @Get()
  alive(): true {
    return true;
  }
}
