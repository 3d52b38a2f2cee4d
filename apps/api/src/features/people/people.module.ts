import { Module } from '@nestjs/common';
import { DistrictsModule } from '../districts/index.js';
import { AccountMail } from './account.mail.js';
import { ConsortiumContactResolver, DistrictContactResolver } from './contact.resolver.js';
import { InvitationService } from './invitation.service.js';
import { PasswordService } from './password.service.js';
import { Passwords } from './password-hash.service.js';
import { PeopleResolver } from './people.resolver.js';
import { PeopleService } from './people.service.js';
import { RoleService } from './role.service.js';
import { SessionsService } from './sessions.service.js';
import { SignInResolver } from './sign-in.resolver.js';
import { SignInService } from './sign-in.service.js';
import { Throttle } from './throttle.guard.js';

@Module({
  imports: [DistrictsModule],
  providers: [
    AccountMail, InvitationService, Passwords, PasswordService, PeopleService, RoleService, SessionsService, SignInService, Throttle,
    ConsortiumContactResolver, DistrictContactResolver, PeopleResolver, SignInResolver,
  ],
  exports: [PeopleService, InvitationService, Passwords],
})
export class PeopleModule {}
