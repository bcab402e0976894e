using Infra.GitOps.Templates;
using Infra.Settings.Platform;

namespace Infra.GitOps.Tests;

/// <summary>The health of an Application, as the script in Argo CD's settings tells it in a real Lua.</summary>
public sealed class ApplicationHealthTests
{
    private const string One = "source: {repoURL: r, path: p, targetRevision: x}";
    private const string Two = "sources: [{repoURL: r, chart: c, targetRevision: x}, {repoURL: s, path: p, ref: values}]";
    private const string Where = "destination: {name: one, namespace: n}";
    private const string Ended = "operationState: {phase: Succeeded}";

    [Theory]
    [InlineData(One, "", "Progressing")]
    [InlineData(One, "sync: {status: Synced}, health: {status: Healthy}", "Progressing")]
    [InlineData(One, $"sync: {{status: Synced, comparedTo: {{{One}, {Where}}}}}, health: {{status: Healthy}}, {Ended}", "Healthy")]
    [InlineData(One, $"sync: {{status: Synced, comparedTo: {{{One}, {Where}}}}}, health: {{status: Degraded}}, {Ended}", "Degraded")]
    [InlineData(One, $"sync: {{status: Synced, comparedTo: {{{One}, {Where}}}}}, health: {{status: Progressing}}, {Ended}", "Progressing")]
    [InlineData(One, $"sync: {{status: Synced, comparedTo: {{{One}, {Where}}}}}, {Ended}", "Progressing")]
    [InlineData(One, $"sync: {{status: OutOfSync, comparedTo: {{{One}, {Where}}}}}, health: {{status: Healthy}}, {Ended}", "Progressing")]
    [InlineData(One, $"sync: {{status: Unknown, comparedTo: {{{One}, {Where}}}}}, health: {{status: Healthy}}, {Ended}", "Progressing")]
    [InlineData(One, $"sync: {{status: Synced, comparedTo: {{source: {{repoURL: r, path: p, targetRevision: y}}, {Where}}}}}, health: {{status: Healthy}}, {Ended}", "Progressing")]
    [InlineData(One, $"sync: {{status: Synced, comparedTo: {{{One}, destination: {{name: two, namespace: n}}}}}}, health: {{status: Healthy}}, {Ended}", "Progressing")]
    [InlineData(One, $"sync: {{status: Synced, comparedTo: {{{One}, {Where}}}}}, health: {{status: Healthy}}, operationState: {{phase: Running}}", "Progressing")]
    [InlineData(One, $"sync: {{status: OutOfSync, comparedTo: {{{One}, {Where}}}}}, health: {{status: Healthy}}, operationState: {{phase: Failed, syncResult: {{{One}}}}}", "Degraded")]
    [InlineData(One, $"sync: {{status: Synced, comparedTo: {{{One}, {Where}}}}}, health: {{status: Healthy}}, operationState: {{phase: Failed, syncResult: {{{One}}}}}", "Degraded")]
    [InlineData(One, $"sync: {{status: OutOfSync, comparedTo: {{{One}, {Where}}}}}, health: {{status: Healthy}}, operationState: {{phase: Error}}", "Degraded")]
    [InlineData(One, $"sync: {{status: OutOfSync, comparedTo: {{{One}, {Where}}}}}, health: {{status: Healthy}}, operationState: {{phase: Failed, syncResult: {{source: {{repoURL: r, path: p, targetRevision: w}}}}}}", "Progressing")]
    [InlineData(One, "sync: {status: Unknown}, conditions: [{type: InvalidSpecError, message: not permitted}]", "Degraded")]
    [InlineData(Two, $"sync: {{status: Synced, comparedTo: {{source: {{repoURL: ''}}, {Two}, {Where}}}}}, health: {{status: Healthy}}, {Ended}", "Healthy")]
    [InlineData(Two, $"sync: {{status: Synced, comparedTo: {{source: {{repoURL: ''}}, sources: [{{repoURL: r, chart: c, targetRevision: y}}, {{repoURL: s, path: p, ref: values}}], {Where}}}}}, health: {{status: Healthy}}, {Ended}", "Progressing")]
    public void It_counts_only_when_it_is_of_this_spec_and_its_sync_ended(string source, string status, string health)
    {
        Dictionary<string, object?> application = (Dictionary<string, object?>)YamlValues.Read($"{{metadata: {{name: a}}, spec: {{{source}, {Where}}}, status: {{{status}}}}}")!;

        Assert.Equal(health, $"{new LuaHealth(ApplicationHealth.Script).Of(application).Status}");
    }
}
