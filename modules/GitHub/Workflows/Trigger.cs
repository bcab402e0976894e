using System.Collections.Immutable;

namespace Infra.GitHub.Workflows;

/// <summary>What starts a workflow.</summary>
public abstract record Trigger(string Event);

/// <summary>A push to some branches.</summary>
/// <param name="Branches">Their names.</param>
public sealed record PushTrigger(ImmutableArray<string> Branches) : Trigger("push");

/// <summary>A pull request, of a fork as well; such a run gets no secret and no identity. There is no trigger for pull_request_target.</summary>
public sealed record PullRequestTrigger() : Trigger("pull_request");

/// <summary>The end of a run of other workflows. It has the rights of main, so nothing of that run is code or a name for it.</summary>
/// <param name="Workflows">The names of these workflows.</param>
public sealed record WorkflowRunTrigger(ImmutableArray<string> Workflows) : Trigger("workflow_run");

/// <summary>A time.</summary>
/// <param name="Cron">Five fields, UTC.</param>
public sealed record ScheduleTrigger(string Cron) : Trigger("schedule");

/// <summary>A person.</summary>
/// <param name="Inputs">What they are asked.</param>
public sealed record ManualTrigger(ImmutableArray<WorkflowInput> Inputs) : Trigger("workflow_dispatch");
