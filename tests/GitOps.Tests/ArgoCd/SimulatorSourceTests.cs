namespace Infra.GitOps.Tests;

/// <summary>Several sources, what the status says of them, and how often the simulator looks.</summary>
public sealed class SimulatorSourceTests
{
    private const string Several =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: a, namespace: argocd}
        spec:
          project: default
          sources:
          - {repoURL: https://charts.example, chart: web, targetRevision: 1.2.3, helm: {valueFiles: [$values/web.yaml]}}
          - {repoURL: https://git.example/repo, ref: values, targetRevision: HEAD}
          - {repoURL: https://git.example/repo, path: more, targetRevision: HEAD}
          destination: {name: one, namespace: default}
          syncPolicy: {automated: {prune: true}, syncOptions: [ServerSideApply=true]}

        """;

    [Fact]
    public void Sources_are_rendered_for_the_Application_and_one_that_is_only_referred_to_is_not()
    {
        Recorder repo = new();
        ArgoCdSimulator simulator = Simulator(repo);
        simulator.Hub.Put(Manifests.Read(Several).Single());
        Assert.True(simulator.RunUntilQuiet());
        Assert.Equal(["web 1.2.3 a default default values=commit1", "more commit1 a default default values=commit1"], repo.Rendered.Distinct(StringComparer.Ordinal));
        ApplicationState app = simulator.Applications["a"];
        Assert.Equal(["1.2.3", "commit1", "commit1"], app.Revisions);
        IReadOnlyDictionary<string, object?> status = app.View().Map("status");
        Assert.Equal("""{"repoURL":""}""", status.Map("sync", "comparedTo", "source").Json());
        Assert.True(ManifestValues.Same(app.Spec.List("sources"), status.List("sync", "comparedTo", "sources")));
        Assert.Equal(["1.2.3", "commit1", "commit1"], status.Texts("operationState", "syncResult", "revisions"));
        Assert.Null(status.At("sync", "revision"));

        // A commit of the values alone is a new attempt.
        repo.Commit = 2;
        Assert.True(simulator.RunUntilQuiet());
        Assert.Equal(["1.2.3", "commit2", "commit2"], app.Revisions);
        Assert.Equal("Synced", app.Sync);
    }

    [Fact]
    public void The_status_of_one_source_has_one_revision_and_none_before_the_first_comparison()
    {
        SimulatedWorld world = new(new SimulatorSettings { RefreshTime = TimeSpan.FromSeconds(5) });
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/x=1")));
        world.Put(Manifests.Application("a"));
        world.Simulator.Step();
        Assert.Null(world.App("a").View().At("status"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(
            """{"health":{"status":"Healthy"},"operationState":{"finishedAt":"2030-01-01T00:00:05Z","message":"successfully synced (all tasks run)","operation":{"sync":{"prune":true,"revision":"c1","source":{"path":"a","repoURL":"https://git.example/repo","targetRevision":"HEAD"}}},"phase":"Succeeded","startedAt":"2030-01-01T00:00:05Z","syncResult":{"revision":"c1","source":{"path":"a","repoURL":"https://git.example/repo","targetRevision":"HEAD"}}},"sync":{"comparedTo":{"destination":{"name":"one","namespace":"default"},"source":{"path":"a","repoURL":"https://git.example/repo","targetRevision":"HEAD"}},"revision":"c1","status":"Synced"}}""",
            ServerSideApply.Without(world.App("a").View(), ["/status/reconciledAt"]).Map("status").Json());
    }

    [Fact]
    public void A_spec_that_is_refused_is_looked_at_again_at_the_next_reconciliation()
    {
        SimulatedWorld world = new(new SimulatorSettings { RefreshTime = TimeSpan.FromSeconds(5) });
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/x=1")));
        world.Put(Manifests.Application("a", cluster: "two"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(["there are no clusters with this name: two"], world.App("a").Conditions["InvalidSpecError"]);
        world.Simulator.Register(Manifests.Cluster("two"));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal("Synced", world.App("a").Sync);
    }

    [Theory]
    [InlineData("repoURL: https://git.example/repo")]
    [InlineData("path: a")]
    [InlineData("repoURL: https://charts.example, chart: web")]
    public void A_source_without_its_parts_is_refused(string source)
    {
        SimulatedWorld world = new();
        world.Repo.Commit(("a", ""));
        world.Put(Manifests.Application("a").Replace("source: {repoURL: https://git.example/repo, path: a, targetRevision: HEAD}", $"source: {{{source}}}", StringComparison.Ordinal));
        Assert.True(world.Simulator.RunUntilQuiet());
        Assert.Equal(["spec.source.repoURL and either spec.source.path or spec.source.chart are required; a chart needs a targetRevision"], world.App("a").Conditions["InvalidSpecError"]);
    }

    [Fact]
    public void An_option_that_the_simulator_does_not_know_is_refused()
    {
        SimulatedWorld world = new();
        world.Repo.Commit(("a", Manifests.Objects(0, "ConfigMap/x=1")));
        world.Put(Manifests.Application("a", options: "Replace=true"));
        Assert.Equal("The simulator does not know the sync option Replace=true.", Assert.Throws<NotSupportedException>(() => world.Simulator.RunUntilQuiet()).Message);
    }

    private static ArgoCdSimulator Simulator(IRepoServer repo)
    {
        ArgoCdSimulator simulator = new(repo);
        simulator.Register(Manifests.Cluster("one"));
        simulator.Hub.Put(Manifests.Project());
        return simulator;
    }

    private sealed class Recorder : IRepoServer
    {
        public int Commit { get; set; } = 1;

        public List<string> Rendered { get; } = [];

        public string Resolve(IReadOnlyDictionary<string, object?> source) => source.Text("chart") is null ? $"commit{Commit}" : source.Text("targetRevision")!;

        public IReadOnlyList<IReadOnlyDictionary<string, object?>> Render(IReadOnlyDictionary<string, object?> source, RenderRequest request)
        {
            string name = source.Text("chart") ?? source.Text("path")!;
            Rendered.Add($"{name} {request.Revision} {request.Application} {request.Namespace} {request.Project} {string.Join(' ', request.References.Select(r => $"{r.Key}={r.Value.Revision}"))}");
            return [.. Manifests.Read($"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: {name}}}\ndata: {{commit: '{Commit}'}}\n")];
        }
    }
}
