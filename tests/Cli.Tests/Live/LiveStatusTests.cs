using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Cli.Tests.Live;

/// <summary><c>--live</c> says what runs beside what is wanted.</summary>
public sealed class LiveStatusTests(LiveWorld world) : IClassFixture<LiveWorld>
{
    [Fact]
    public async Task Where_all_is_as_wanted_each_step_of_bootstrap_is_said_and_it_exits_with_0()
    {
        await using LiveScene scene = await LiveScene.StartAsync(world);

        (string found, int exitCode) = await scene.FoundAsync();

        Assert.Equal(
            (0, $"""
            ok      HUB: control plane            answers, and lets you read.
            ok      HUB: External Secrets, kinds  v1 of 2.
            ok      HUB: External Secrets         3 parts are ready.
            ok      HUB: Argo CD, kinds           v1alpha1 of 3.
            ok      HUB: Argo CD                  6 parts are ready.
            ok      HUB: root Application         there.
            ok      HUB: repository               {LiveWorld.Platform} is connected.
            ok      HUB: pull                     {ApiObjects.Commit}, following main.
            ok      HUB: sync                     synced.
            ok      HUB: health                   healthy.
            ok      HUB: ApplicationSets          clusters.
            ok      HUB: Applications             {world.Wanted.Length} of {world.Wanted.Length} are as wanted.

            """),
            (exitCode, found));
        Assert.All(scene.Server.Requests, r => Assert.Equal($"Bearer {ApiServer.Token}", r.Authorization));
    }

    [Theory]
    [InlineData("status", "dev", "--live")]
    [InlineData("apps", "list", "dev", "--live")]
    public async Task The_emulator_has_no_cluster_to_ask_and_its_made_up_names_are_asked_nothing(params string[] command)
    {
        await using LiveScene scene = await LiveScene.StartAsync(world);
        world.Files.TrustsAddresses = false;

        (string output, int exitCode) = await scene.RunAsync(command);

        world.Files.TrustsAddresses = true;
        Assert.Equal((2, "error: --live asks clusters, and the local backend has none: what it makes is in the emulator. Write --backend pulumi as well, or leave --live out.\n"), (exitCode, output));
        Assert.Empty(scene.Server.Connected);
    }

    [Fact]
    public async Task Half_of_the_Applications_missing_are_each_named_with_what_makes_them()
    {
        await using LiveScene scene = await LiveScene.StartAsync(world);
        string[] gone = [.. world.Wanted.Select(w => w.Name).Where((_, i) => i % 2 == 1)];
        scene.Server.Kept[ApiObjects.Applications].RemoveAll(a => gone.Contains((string?)a["metadata"]!["name"], StringComparer.Ordinal));

        (string found, int exitCode) = await scene.FoundAsync();

        Assert.Equal(12, exitCode);
        Assert.Contains($"WRONG   HUB: Applications             {world.Wanted.Length - gone.Length} of {world.Wanted.Length} are as wanted: `infra apps list dev --live` shows each.\n", found, StringComparison.Ordinal);
        Assert.All(gone, name => Assert.Single(Lines(found), l => l.StartsWith($"WRONG   {name} ", StringComparison.Ordinal) && l.Contains("Argo CD does not have it: the Application", StringComparison.Ordinal)));
        Assert.Equal(gone.Length, Lines(found).Count(l => l.Contains("does not have it", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_not_as_wanted_of_an_Application_is_a_sentence_each()
    {
        await using LiveScene scene = await LiveScene.StartAsync(world);
        string[] names = [.. world.Wanted.Select(w => w.Name)];
        scene.Application(names[0])["status"]!["sync"]!["status"] = "OutOfSync";
        scene.Application(names[1])["status"]!["health"]!["status"] = "Degraded";
        scene.Application(names[2])["spec"]!["source"]!["targetRevision"] = "other";
        scene.Application(names[3])["status"]!["conditions"] = new JsonArray(ApiObjects.Condition("InvalidSpecError", "no project."), ApiObjects.Condition("OrphanedResourceWarning", "not an error"));
        scene.Application(names[4])["status"]!["operationState"] = ApiObjects.FailedSync("one or more objects failed to apply");
        scene.Application(names[5])["status"]!.AsObject().Remove("sync");
        scene.Server.Kept[ApiObjects.Applications].Add(ApiObjects.Application(world.Wanted[0] with { Name = "by-hand" }));

        (string found, int exitCode) = await scene.FoundAsync();

        Assert.Equal(12, exitCode);
        string[] problems = [.. Lines(found).Where(l => l.StartsWith("WRONG ", StringComparison.Ordinal) && !l.Contains("HUB:", StringComparison.Ordinal)).Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1)))];
        Assert.Equal(
            [
                $"{names[0]} the cluster is not as its source says: Argo CD syncs by itself, and after ten failures a person does.",
                $"{names[1]} what it keeps does not run: look at its pods and events.",
                $"{names[2]} its revision is other, and {world.Wanted[2].Revision} is wanted: sync what makes it, or put back what somebody edited.",
                $"{names[3]} InvalidSpecError: no project.",
                $"{names[4]} the last sync failed: one or more objects failed to apply.",
                $"{names[5]} Argo CD has not compared it yet: look again, and at the repository if it stays so.",
                "by-hand nothing in stacks/ makes it: it waits for what made it to be synced, or somebody made it by hand and deletes it.",
            ],
            problems);
    }

    [Fact]
    public async Task A_kind_a_namespace_and_a_part_that_are_not_there_are_named()
    {
        await using LiveScene scene = await LiveScene.StartAsync(world);
        scene.Server.Kept[ApiObjects.Kinds].RemoveAll(k => (string?)k["metadata"]!["name"] == "applications.argoproj.io");
        scene.Server.Kept.Remove(ApiObjects.Applications);
        scene.Server.Kept[ApiObjects.Namespaces].RemoveAll(k => (string?)k["metadata"]!["name"] == "external-secrets");
        scene.Server.Kept[ApiObjects.StatefulSets("argocd")].RemoveAll(k => (string?)k["metadata"]!["name"] == "argocd-application-controller");
        scene.Server.Kept[ApiObjects.Deployments("argocd")].Single(k => (string?)k["metadata"]!["name"] == "argocd-server")["status"]!["observedGeneration"] = 1;

        (string found, int exitCode) = await scene.FoundAsync();

        Assert.Equal(12, exitCode);
        Assert.Contains("HUB: Argo CD, kinds           v1alpha1 of applications.argoproj.io is not served: the chart brings it, so run `infra drift` and `infra up`.\n", found, StringComparison.Ordinal);
        Assert.Contains("HUB: External Secrets         there is no namespace external-secrets: `infra up` makes it with what is in it.\n", found, StringComparison.Ordinal);
        Assert.Contains(
            "HUB: Argo CD                  StatefulSet/argocd-application-controller is not there; Deployment/argocd-server has 0 of 2 pods ready. Look with `kubectl -n argocd get pods,events`; `infra drift` says whether the chart is as it was installed.\n",
            found,
            StringComparison.Ordinal);
        Assert.Contains("HUB: root Application         it is not there: `infra up` makes it, after Argo CD and its clusters.\n", found, StringComparison.Ordinal);
        Assert.Contains($"HUB: Applications             0 of {world.Wanted.Length} are as wanted", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repository_that_Argo_CD_cannot_read_is_said_of_the_root_and_before_all_that_follows()
    {
        await using LiveScene scene = await LiveScene.StartAsync(world);
        string signedIn = string.Join(':', "x-access-token", "0123456789abcdef");
        JsonObject status = scene.Application("root")["status"]!.AsObject();
        status["conditions"] = new JsonArray(ApiObjects.Condition("ComparisonError", $"failed to list refs: authentication required for https://{signedIn}@github.com/setu-retail/infra"));
        status["sync"]!["status"] = "Unknown";
        status["sync"]!.AsObject().Remove("revision");
        status["health"]!["status"] = "Progressing";
        scene.Server.Kept[ApiObjects.Sets][0]["status"]!["conditions"]![0] = ApiObjects.SetCondition("ErrorOccurred", "True", "no cluster has the label", "ApplicationGenerationFromParamsError");

        (string found, int exitCode) = await scene.FoundAsync();

        Assert.Equal(12, exitCode);
        Assert.Contains(
            "WRONG   HUB: repository               ComparisonError: failed to list refs: authentication required for https://***@github.com/setu-retail/infra. Argo CD reads https://github.com/setu-retail/infra with the credential of infra:argocd.git:"
            + " see that its entry in Secret Manager has a version, and that the account may read the repository.\n",
            found,
            StringComparison.Ordinal);
        Assert.Contains("WRONG   HUB: pull                     nothing was pulled yet: look again, and at the repository if it stays so.\n", found, StringComparison.Ordinal);
        Assert.Contains("WRONG   HUB: sync                     Argo CD has not compared it yet: look again, and at the repository if it stays so.\n", found, StringComparison.Ordinal);
        Assert.Contains("WRONG   HUB: health                   it is not ready yet: look again.\n", found, StringComparison.Ordinal);
        Assert.Contains("WRONG   HUB: ApplicationSets          clusters: ErrorOccurred: no cluster has the label.\n", found, StringComparison.Ordinal);
        Assert.DoesNotContain(signedIn, found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_shows_wanted_beside_found_and_pages_are_put_together()
    {
        await using LiveScene scene = await LiveScene.StartAsync(world);
        for (int i = 0; i < 120; i++)
        {
            scene.Server.Kept[ApiObjects.Applications].Insert(0, ApiObjects.Application(world.Wanted[0] with { Name = $"more-{i:000}" }));
        }

        (string table, int exitCode) = await scene.RunAsync("apps", "list", "dev", "--live");
        (string json, int same) = await scene.RunAsync("apps", "list", "dev", "--live", "--format", "json");

        Assert.Equal((12, 12), (exitCode, same));
        Assert.StartsWith("APPLICATION ", table, StringComparison.Ordinal);
        Assert.Equal(["more-000", "not", "wanted", "-", world.Wanted[0].Revision], Lines(table).First(l => l.StartsWith("more-000 ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[..5]);
        using JsonDocument document = JsonDocument.Parse(json);
        Assert.Equal("infra.apps/v1", document.RootElement.GetProperty("schema").GetString());
        JsonElement live = document.RootElement.GetProperty("live");
        Assert.False(live.GetProperty("well").GetBoolean());
        Assert.Equal(world.Wanted.Length + 120, live.GetProperty("applications").GetArrayLength());
        Assert.Equal(world.Wanted.Select(w => w.Name), live.GetProperty("applications").EnumerateArray().Where(a => a.GetProperty("state").GetString() == "ok").Select(a => a.GetProperty("name").GetString()!));
        Assert.Equal(3 * 2, scene.Server.Requests.Count(r => r.Path == ApiObjects.Applications));
    }

    [Fact]
    public async Task The_fake_answers_fit_the_published_models()
    {
        await using LiveScene scene = await LiveScene.StartAsync(world);
        scene.Application("root")["status"]!["conditions"] = new JsonArray(ApiObjects.Condition("ComparisonError", "no"));
        scene.Application("root")["status"]!["operationState"] = ApiObjects.FailedSync("no");

        (string At, string Json)[] objects = [.. scene.Server.Kept[ApiObjects.Applications].Concat(scene.Server.Kept[ApiObjects.Sets]).Select(o => ((string)o["metadata"]!["name"]!, o.ToJsonString()))];

        Assert.Empty(PublishedModels.Problems(objects));
    }

    [Fact]
    public async Task Hostile_names_and_messages_stay_in_their_place_in_every_form()
    {
        await using LiveScene scene = await LiveScene.StartAsync(world);
        string trouble = HostileWorld.Trouble;
        JsonObject first = scene.Application(world.Wanted[0].Name);
        first["spec"]!["source"]!["targetRevision"] = trouble;
        first["status"]!["sync"]!["revision"] = trouble;
        first["status"]!["health"]!["status"] = trouble;
        first["status"]!["conditions"] = new JsonArray(ApiObjects.Condition($"{trouble}Error", trouble));
        scene.Application("root")["spec"]!["source"]!["repoURL"] = trouble;
        scene.Server.Kept[ApiObjects.Applications].Add(ApiObjects.Application(world.Wanted[0] with { Name = trouble, Cluster = trouble }));
        scene.Server.Kept[ApiObjects.Sets].Add(ApiObjects.Set(trouble));

        foreach (string[] command in new[] { ["status", "dev", "--live"], new[] { "apps", "list", "dev", "--live" } })
        {
            (string text, int exitCode) = await scene.RunAsync(command);
            (string json, int same) = await scene.RunAsync([.. command, "--format", "json"]);

            Assert.Equal((12, 12), (exitCode, same));
            Assert.Empty(HostileText.HarmInTerminal(text));
            Assert.Empty(HostileText.HarmInJson(json));
            Assert.Contains("harm ", text, StringComparison.Ordinal);
            Assert.Contains("harm ", json, StringComparison.Ordinal);
        }
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
