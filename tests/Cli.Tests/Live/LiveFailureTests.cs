using System.Net;
using Infra.Clusters;
using Infra.Google;
using Infra.Model.Backends;
using Infra.Model.Properties;
using Infra.Pipeline.Clusters;
using Infra.Pipeline.Observing;
using Infra.Pipeline.Workspace;
using Microsoft.AspNetCore.Http;

namespace Infra.Cli.Tests.Live;

/// <summary>A control plane that cannot be asked, or does not answer as one, is said for what it is, and no token gets lost on the way.</summary>
public sealed class LiveFailureTests(LiveWorld world) : IClassFixture<LiveWorld>
{
    private const string Head = "unknown HUB: control plane  ";

    [Fact]
    public async Task A_connection_that_is_refused()
    {
        await using LiveScene scene = await LiveScene.StartAsync(world);
        scene.Server.Down.Add(Endpoint());

        (string found, int exitCode) = await scene.FoundAsync();

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"{Head}{LiveWorld.Hub} does not answer: Connection refused", found, StringComparison.Ordinal);
        Assert.EndsWith("See whether it is there (`gcloud container clusters list`), and whether this network reaches gke.goog.\n", found, StringComparison.Ordinal);
        Assert.Equal(3, scene.Server.Connected.Count);
    }

    [Fact]
    public async Task A_token_that_is_nobodys()
    {
        await using LiveScene scene = await LiveScene.StartAsync(world);
        scene.Server.Sent = "ya29.bad-token-of-nobody-at-all";

        (string found, int exitCode) = await scene.FoundAsync();

        Assert.Equal((3, $"{Head}{LiveWorld.Hub} does not take your credentials (401): Unauthorized. Run `gcloud auth application-default login`.\n"), (exitCode, found));
        Assert.Single(scene.Server.Requests);
    }

    [Fact]
    public async Task Somebody_who_may_not_read_one_list_learns_the_rest()
    {
        await using LiveScene scene = await LiveScene.StartAsync(world);
        scene.Server.Forbidden.Add(ApiObjects.Kinds);

        (string found, int exitCode) = await scene.FoundAsync();

        Assert.Equal(3, exitCode);
        Assert.Contains(
            $"unknown HUB: Argo CD, kinds           {LiveWorld.Hub} does not let you read the kind applications.argoproj.io (403): customresourcedefinitions is forbidden: User \"p@setu-retail.example\" cannot read it."
            + " Have somebody grant you roles/container.viewer in its project (docs/bootstrap.md, What runs).\n",
            found,
            StringComparison.Ordinal);
        Assert.Contains("ok      HUB: Argo CD                  6 parts are ready.\n", found, StringComparison.Ordinal);
        Assert.Contains("are as wanted.\n", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Something_that_knows_no_namespaces()
    {
        await using LiveScene scene = await LiveScene.StartAsync(world);
        scene.Server.Fault = context => Write(context, 404, "text/html", "<h1>Not found</h1>");

        Assert.Equal((1, $"{Head}What answers for {LiveWorld.Hub} does not know the namespace kube-system and is no Kubernetes (404). See what answers at its address.\n"), Turned(await scene.FoundAsync()));
    }

    [Fact]
    public async Task One_that_has_trouble_is_asked_three_times()
    {
        await using LiveScene scene = await LiveScene.StartAsync(world);
        scene.Server.Fault = async context =>
        {
            await ApiServer.RefuseAsync(context, 500, "InternalError", "etcdserver: request timed out");
            return true;
        };

        Assert.Equal(
            (1, $"{Head}{LiveWorld.Hub} failed when asked for the namespace kube-system: it answers 500: etcdserver: request timed out. Try again; https://status.cloud.google.com says whether Google has trouble.\n"),
            Turned(await scene.FoundAsync()));
        Assert.Equal(3, scene.Server.Requests.Count);
    }

    [Fact]
    public async Task One_that_is_busy_for_a_moment_is_asked_again()
    {
        await using LiveScene scene = await LiveScene.StartAsync(world);
        int asked = 0;
        scene.Server.Fault = async context =>
        {
            if (Interlocked.Increment(ref asked) > 1)
            {
                return false;
            }

            await ApiServer.RefuseAsync(context, 429, "TooManyRequests", "too many requests");
            return true;
        };

        Assert.Equal(0, (await scene.FoundAsync()).ExitCode);
    }

    [Fact]
    public async Task One_that_does_not_answer_in_time()
    {
        await using LiveScene scene = await LiveScene.StartAsync(world);
        scene.Server.Fault = async context =>
        {
            scene.Clock.Elapse();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);
            return true;
        };

        Assert.Equal(
            (9, $"{Head}{LiveWorld.Hub} failed when asked for the namespace kube-system: no answer within 45 seconds. Try again; https://status.cloud.google.com says whether Google has trouble.\n"),
            Turned(await scene.FoundAsync()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_of_a_hundred_megabytes_is_not_read(bool saysHowLong)
    {
        await using LiveScene scene = await LiveScene.StartAsync(world);
        long written = 0;
        scene.Server.Fault = async context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = saysHowLong ? 100 << 20 : null;
            byte[] spaces = [.. Enumerable.Repeat((byte)' ', 1 << 20)];
            try
            {
                for (int i = 0; i < 100; i++)
                {
                    await context.Response.Body.WriteAsync(spaces, context.RequestAborted);
                    Interlocked.Add(ref written, spaces.Length);
                }
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException)
            {
                // Whoever asked has hung up.
            }

            return true;
        };

        Assert.Equal(
            (1, $"{Head}{LiveWorld.Hub} answers with more than 32 MiB when asked for the namespace kube-system, which no cluster does. Nothing of it was read. See what answers at its address.\n"),
            Turned(await scene.FoundAsync()));
        Assert.Single(scene.Server.Requests);
        Assert.True(Interlocked.Read(ref written) < 100 << 20);
    }

    [Theory]
    [InlineData("text/html", "<html><body>Sign in to the network</body></html>")]
    [InlineData("application/json", "null")]
    [InlineData("application/json", "{\"kind\":\"Status\",\"status\":\"Success\"}")]
    [InlineData("application/json", "{\"kind\":\"Namespace\",\"metadata\":{\"name\":\"other\"}}")]
    [InlineData("application/json", "{\"metadata\":7}")]
    [InlineData("application/json", "")]
    public async Task An_answer_that_is_none_of_Kubernetes(string type, string body)
    {
        await using LiveScene scene = await LiveScene.StartAsync(world);
        scene.Server.Fault = context => Write(context, 200, type, body);

        Assert.Equal(
            (1, $"{Head}{LiveWorld.Hub} answers the question for the namespace kube-system with something that Kubernetes does not say. See what answers at its address; a proxy that wants a sign-in does that.\n"),
            Turned(await scene.FoundAsync()));
    }

    [Fact]
    public async Task Lists_of_anything_break_nothing()
    {
        await using LiveScene scene = await LiveScene.StartAsync(world);
        scene.Server.Fault = context => context.Request.Path.Value == ApiObjects.Applications
            ? Write(context, 200, "application/json", "{\"items\":[7,null,\"x\",{\"metadata\":[]},{\"spec\":{\"sources\":[1]},\"status\":{\"sync\":\"\",\"conditions\":[3,{}]}}],\"metadata\":{\"continue\":5}}")
            : Task.FromResult(false);

        Assert.Equal(12, (await scene.FoundAsync()).ExitCode);
    }

    [Fact]
    public async Task A_list_without_end_is_left_after_a_hundred_pages()
    {
        await using LiveScene scene = await LiveScene.StartAsync(world);
        scene.Server.Fault = context => context.Request.Path.Value == ApiObjects.Applications ? Write(context, 200, "application/json", "{\"metadata\":{\"continue\":\"more\"},\"items\":[]}") : Task.FromResult(false);

        (string found, int exitCode) = await scene.FoundAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains(
            $"unknown HUB: root Application         {LiveWorld.Hub} comes to no end of the Applications of argocd: after 100 pages of 50 there is one more. Nothing of it counts. Delete what nobody needs; no environment has so many.\n",
            found,
            StringComparison.Ordinal);
        Assert.Equal(100, scene.Server.Requests.Count(r => r.Path == ApiObjects.Applications));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(int.MaxValue, 1)]
    public async Task A_place_in_a_list_that_is_forgotten_begins_it_again_and_not_for_ever(int times, int expected)
    {
        await using LiveScene scene = await LiveScene.StartAsync(world);
        for (int i = 0; i < 60; i++)
        {
            scene.Server.Kept[ApiObjects.Deployments("argocd")].Add((System.Text.Json.Nodes.JsonObject)scene.Server.Kept[ApiObjects.Deployments("argocd")][0].DeepClone());
        }

        scene.Server.Fault = context =>
        {
            if (context.Request.Query.ContainsKey("continue") && times-- > 0)
            {
                scene.Server.ResourceVersion++;
            }

            return Task.FromResult(false);
        };

        (string found, int exitCode) = await scene.FoundAsync();

        Assert.Equal(expected, exitCode);
        Assert.Equal(
            expected == 1,
            found.Contains($"{LiveWorld.Hub} forgot the place in the Deployments of argocd again and again (410): The provided continue parameter is too old to display a consistent list result. It is busy: try again.\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_no_token_goes_there()
    {
        await using LiveScene scene = await LiveScene.StartAsync(world);
        scene.Server.Fault = context =>
        {
            context.Response.Headers.Location = "https://gke-evil.asia-south1.gke.goog/api/v1/namespaces/kube-system";
            return Write(context, 307, "text/plain", "");
        };

        Assert.Equal(
            (1, $"{Head}{LiveWorld.Hub} sends the question for the namespace kube-system elsewhere (307), and no token goes there. See what answers at its address: no control plane does that.\n"),
            Turned(await scene.FoundAsync()));
        Assert.Equal([Endpoint()], scene.Server.Connected.Distinct(StringComparer.Ordinal));
        Assert.Single(scene.Server.Requests);
    }

    [Fact]
    public async Task A_server_without_a_certificate_that_counts_is_sent_nothing()
    {
        await using LiveScene scene = await LiveScene.StartAsync(world);
        scene.Server.IsTrusted = false;

        (string found, int exitCode) = await scene.FoundAsync();

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"{Head}{LiveWorld.Hub} does not answer: The SSL connection could not be established", found, StringComparison.Ordinal);
        Assert.Empty(scene.Server.Requests);
    }

    [Theory]
    [InlineData("POST", "https://gke-1a.asia-south1.gke.goog/api/v1/namespaces")]
    [InlineData("DELETE", "https://gke-1a.asia-south1.gke.goog/api/v1/namespaces/x")]
    [InlineData("GET", "http://gke-1a.asia-south1.gke.goog/api/v1/namespaces")]
    [InlineData("GET", "https://gke-1b.asia-south1.gke.goog/api/v1/namespaces")]
    [InlineData("GET", "https://gke-1a.asia-south1.gke.goog:8443/api/v1/namespaces")]
    public async Task What_writes_or_goes_elsewhere_is_never_sent_nor_signed(string method, string url)
    {
        Assert.True(ClusterAddress.TryParse("one", "gke-1a.asia-south1.gke.goog", out ClusterAddress? address));
        using ClusterRequests requests = new(address, _ => throw new InvalidOperationException("signed in"), TimeProvider.System) { InnerHandler = new Nowhere() };
        using HttpMessageInvoker client = new(requests);
        using HttpRequestMessage request = new(new HttpMethod(method), url);

        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(() => client.SendAsync(request, TestContext.Current.CancellationToken));

        Assert.StartsWith("A cluster is only read, at https://gke-1a.asia-south1.gke.goog; this was ", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gke-1a2b-600768467241.asia-south1.gke.goog", true)]
    [InlineData("gke-1a2b.gke.goog", false)]
    [InlineData("gke-1a2b.asia-south1.gke.goog.evil.example", false)]
    [InlineData("evil.example/gke-1a2b.asia-south1.gke.goog", false)]
    [InlineData("gke-1a2b.asia-south1.gke.goog:8443", false)]
    [InlineData("user@gke-1a2b.asia-south1.gke.goog", false)]
    [InlineData("gke-1a2b.asia-south1.gke.goog\n", false)]
    [InlineData("GKE-1A2B.asia-south1.gke.goog", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_a_name_that_Google_gives_control_planes_is_an_address(string? endpoint, bool isOne) =>
        Assert.Equal(isOne, ClusterAddress.TryParse("one", endpoint, out _));

    [Fact]
    public async Task An_output_that_names_another_server_is_asked_nothing()
    {
        await using LiveScene scene = await LiveScene.StartAsync(world);

        ObservedEnvironment found = await ObserveAsync(scene, "dev", ("asia-south1", "10.0.0.1"));

        Assert.Equal(
            $"{LiveWorld.Hub}: control plane: the output clusterEndpoints of dev says \"10.0.0.1\", which is no name that Google gives a control plane (gke-ID.REGION.gke.goog), and no token goes there. See who wrote it: `infra outputs dev`",
            string.Join('\n', found.Observations.Select(o => $"{o.Subject}: {o.Message}")));
        Assert.False(found.IsWell);
        Assert.Empty(scene.Server.Connected);
    }

    [Fact]
    public async Task A_hub_that_is_down_leaves_the_other_cluster_to_be_asked()
    {
        await using LiveScene scene = await LiveScene.StartAsync(world);
        scene.Server.Down.Add("gke-1a.asia-south1.gke.goog");

        ObservedEnvironment found = await ObserveAsync(scene, "prod", ("asia-south1", "gke-1a.asia-south1.gke.goog"), ("asia-south2", "gke-2b.asia-south2.gke.goog"));

        Assert.Equal(
            ["setu-prod-asia-south1: control plane Unknown", "setu-prod-asia-south2: control plane Well", "setu-prod-asia-south2: External Secrets, kinds Well", "setu-prod-asia-south2: External Secrets Well"],
            found.Observations.Select(o => $"{o.Subject} {o.State}"));
        Assert.Equal((Infra.Model.Errors.ErrorKind.Failed, false), (found.Failure, found.IsWell));
    }

    [Fact]
    public async Task Whoever_asks_can_stop_it()
    {
        await using LiveScene scene = await LiveScene.StartAsync(world);
        using CancellationTokenSource person = new();
        scene.Server.Fault = async context =>
        {
            await person.CancelAsync();
            return false;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ObserveAsync(scene, "dev", person.Token, ("asia-south1", Endpoint())));
    }

    private Task<ObservedEnvironment> ObserveAsync(LiveScene scene, string stack, params (string Region, string Endpoint)[] endpoints) => ObserveAsync(scene, stack, TestContext.Current.CancellationToken, endpoints);

    private async Task<ObservedEnvironment> ObserveAsync(LiveScene scene, string stack, CancellationToken cancellation, params (string Region, string Endpoint)[] endpoints)
    {
        Host host = world.Files.Host(TextWriter.Null, TextWriter.Null, keyboard: null) with { Cluster = scene.Server.Client, Clock = scene.Clock };
        StackStatus status = new()
        {
            Stack = stack, Backend = BackendNames.Pulumi, Exists = true, StateDigest = "none",
            Outputs = PropertyMap.From([new("clusterEndpoints", PropertyValue.Of(PropertyMap.From(endpoints.Select(e => KeyValuePair.Create(e.Region, PropertyValue.Of(e.Endpoint))))))]),
        };
        return await new EnvironmentObserver(host, Repository.Find(host)).ObserveAsync(status, cancellation);
    }

    private static (int, string) Turned((string Found, int ExitCode) result) => (result.ExitCode, result.Found);

    private string Endpoint() => world.Endpoint;

    private static async Task<bool> Write(HttpContext context, int code, string type, string body)
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = type;
        await context.Response.WriteAsync(body, context.RequestAborted);
        return true;
    }

    private sealed class Nowhere : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new InvalidOperationException("sent");
    }
}
