import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import { CancelRequestWindowInput, CancelRequestWindowResult, ExtendRequestWindowInput, ExtendRequestWindowResult, OpenRequestWindowInput, OpenRequestWindowResult } from './request-window.input.js';
import { RequestWindowService } from './request-window.service.js';
import { RequestWindow, WindowProgress, WindowRequest, WindowYear } from './request-window.type.js';

@Resolver()
export class RequestWindowResolver {
  constructor(private readonly windows: RequestWindowService) {}

  @Allow()
  @Query(() => [RequestWindow], { description: 'Request windows of a consortium of mine: what is open first, then what closed last.' })
  requestWindows(@Who() who: Principal, @Args('consortiumId', { type: () => ID }) consortiumId: string): Promise<RequestWindow[]> {
    return this.windows.list(who, consortiumId);
  }

  @Allow()
  @Query(() => RequestWindow, { nullable: true, description: 'A request window of a consortium of mine; null for any other.' })
  requestWindow(@Who() who: Principal, @Args('id', { type: () => ID }) id: string): Promise<RequestWindow | null> {
    return this.windows.window(who, id);
  }

  @Allow()
  @Query(() => RequestWindow, { nullable: true, description: 'The window that the seats of a section wait for; null where there is none.' })
  sectionWindow(@Who() who: Principal, @Args('sectionId', { type: () => ID }) sectionId: string): Promise<RequestWindow | null> {
    return this.windows.overSection(who, sectionId);
  }

  @Allow()
  @Query(() => [WindowProgress], { description: 'What is asked for in a window of a consortium of mine, section by section; empty for any other.' })
  windowProgress(@Who() who: Principal, @Args('windowId', { type: () => ID }) windowId: string): Promise<WindowProgress[]> {
    return this.windows.progress(who, windowId);
  }

  @Allow()
  @Query(() => [WindowRequest], { description: 'What my district asked for in windows, and what came of it; empty for a district that is not mine.' })
  windowRequests(
    @Who() who: Principal, @Args('districtId', { type: () => ID }) districtId: string,
    @Args('sectionId', { type: () => ID, nullable: true, description: 'Only in this section.' }) sectionId: string | null,
  ): Promise<WindowRequest[]> {
    return this.windows.requests(who, districtId, sectionId ?? null);
  }

  @Allow()
  @Query(() => [WindowYear], { description: 'School years that I could open a window for; empty for whoever coordinates nothing there.' })
  windowYears(@Who() who: Principal, @Args('consortiumId', { type: () => ID }) consortiumId: string): Promise<WindowYear[]> {
    return this.windows.years(who, consortiumId);
  }

  @Allow('coordinator')
  @Mutation(() => OpenRequestWindowResult, { description: 'Collect requests for the seats of a school year until a day; then they are allotted by the published order.' })
  openRequestWindow(@Who() who: Principal, @Args('input') input: OpenRequestWindowInput): Promise<object> {
    return this.windows.open(who, input);
  }

  @Allow('coordinator')
  @Mutation(() => ExtendRequestWindowResult, { description: 'Give more time: once, and before the close.' })
  extendRequestWindow(@Who() who: Principal, @Args('input') input: ExtendRequestWindowInput): Promise<object> {
    return this.windows.extend(who, input);
  }

  @Allow('coordinator')
  @Mutation(() => CancelRequestWindowResult, { description: 'End a window before its requests are allotted, also where its day has passed: requests keep their places in line, and seats are first come again.' })
  cancelRequestWindow(@Who() who: Principal, @Args('input') input: CancelRequestWindowInput): Promise<object> {
    return this.windows.cancel(who, input);
  }
}
