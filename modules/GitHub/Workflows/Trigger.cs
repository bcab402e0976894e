using System.Collections.Immutable;

namespace Infra.GitHub;

/// <summary>What starts a workflow.</summary>
public abstract record Trigger(string Event);

/// <summary>A push to some branches.</summary>
/// <param name="Branches">Their names.</param>
public sealed record PushTrigger(ImmutableArray<string> Branches) : Trigger("push");

/// <summary>A pull request, of a fork as well; such a run gets no secret and no identity. There is no trigger for pull_request_target, and none for workflow_run.</summary>
public sealed record PullRequestTrigger() : Trigger("pull_request");

/// <summary>A time.</summary>
/// <param name="Cron">Five fields, UTC.</param>
public sealed record ScheduleTrigger(string Cron) : Trigger("schedule");

/// <summary>A person.</summary>
/// <param name="Inputs">What they are asked.</param>
public sealed record ManualTrigger(ImmutableArray<WorkflowInput> Inputs) : Trigger("workflow_dispatch");
