using System.Collections.Immutable;
using System.Text.Json;
using Infra.Google;
using Infra.Pipeline.Clusters;
using k8s;
using k8s.Models;

namespace Infra.Clusters;

/// <summary>A cluster of Google by the Kubernetes API of its DNS endpoint, as whoever this machine is signed in as.</summary>
/// <remarks>https://kubernetes.io/docs/reference/using-api/api-concepts: lists come in pages, and a place in a list is kept for some minutes.</remarks>
internal sealed class KubernetesCluster : ICluster
{
    private const string ArgoCd = "argoproj.io";
    private const string ArgoCdVersion = "v1alpha1";
    private const string Purpose = "`--live` asks clusters at Google. Run `gcloud auth application-default login`, as somebody with roles/container.viewer in the project of the environment.";

    // By it a cluster knows an account by its address and not by a number, as it does for gke-gcloud-auth-plugin.
    private const string EmailScope = "https://www.googleapis.com/auth/userinfo.email";

    private readonly Kubernetes client;
    private readonly ClusterQuestion question;

    /// <summary>A cluster that a test answers for.</summary>
    /// <param name="address">Where it is asked.</param>
    /// <param name="signIn">Who asks.</param>
    /// <param name="clock">The clock of retries and timeouts.</param>
    /// <param name="setUp">What else the connection is; nothing for a real one.</param>
    public KubernetesCluster(ClusterAddress address, Func<CancellationToken, Task<SignedIn>> signIn, TimeProvider clock, Action<SocketsHttpHandler>? setUp = null)
    {
        question = new ClusterQuestion(address.Name);
        KubernetesClientConfiguration configuration = new()
        {
            Host = $"https://{address.Endpoint}",
            HttpClientTimeout = Timeout.InfiniteTimeSpan,
            FirstMessageHandlerSetup = handler =>
            {
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
                setUp?.Invoke(handler);
            },
        };
        client = new Kubernetes(configuration, new ClusterRequests(address, signIn, clock));
    }

    /// <summary>A real cluster; nobody signs in before something is asked.</summary>
    public static KubernetesCluster At(ClusterAddress address, TimeProvider clock) => new(address, GoogleSignIn.Once(Purpose, EmailScope), clock);

    /// <inheritdoc/>
    public async Task<bool> HasNamespaceAsync(string name, CancellationToken cancellation) =>
        await question.AskAsync($"the namespace {name}", stop => client.CoreV1.ReadNamespaceWithHttpMessagesAsync(name, cancellationToken: stop), cancellation) is { } found
        && question.Require(found.Metadata?.Name == name, $"the namespace {name}");

    /// <inheritdoc/>
    public async Task<bool> ServesAsync(string kind, string version, CancellationToken cancellation)
    {
        V1CustomResourceDefinition? found = await question.AskAsync($"the kind {kind}", stop => client.ApiextensionsV1.ReadCustomResourceDefinitionWithHttpMessagesAsync(kind, cancellationToken: stop), cancellation);
        return found is not null && question.Require(found.Metadata?.Name == kind, $"the kind {kind}")
            && (found.Status?.Conditions ?? []).Any(c => c is { Type: "Established", Status: "True" })
            && (found.Spec?.Versions ?? []).Any(v => v is { Served: true } && v.Name == version);
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<FoundWorkload>> WorkloadsAsync(string space, CancellationToken cancellation)
    {
        IEnumerable<V1Deployment> deployments = await question.ListAsync(
            $"the Deployments of {space}", (page, stop) => client.AppsV1.ListNamespacedDeploymentWithHttpMessagesAsync(space, limit: ClusterQuestion.PageSize, continueParameter: page, cancellationToken: stop), Page, cancellation);
        IEnumerable<V1StatefulSet> sets = await question.ListAsync(
            $"the StatefulSets of {space}", (page, stop) => client.AppsV1.ListNamespacedStatefulSetWithHttpMessagesAsync(space, limit: ClusterQuestion.PageSize, continueParameter: page, cancellationToken: stop), Page, cancellation);
        return [.. deployments.Select(Workload).Concat(sets.Select(Workload)).OrderBy(w => w.Kind, StringComparer.Ordinal).ThenBy(w => w.Name, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<FoundApplication>> ApplicationsAsync(string space, CancellationToken cancellation) =>
        [.. (await ObjectsAsync("applications", "the Applications", space, ArgoCdObjects.Application, cancellation)).OrderBy(a => a.Name, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public async Task<ImmutableArray<FoundSet>> SetsAsync(string space, CancellationToken cancellation) =>
        [.. (await ObjectsAsync("applicationsets", "the ApplicationSets", space, ArgoCdObjects.Set, cancellation)).OrderBy(s => s.Name, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private Task<IReadOnlyList<T>> ObjectsAsync<T>(string plural, string what, string space, Func<JsonElement, T> read, CancellationToken cancellation) => question.ListAsync(
        $"{what} of {space}",
        (page, stop) => client.CustomObjects.ListNamespacedCustomObjectWithHttpMessagesAsync<JsonElement>(ArgoCd, ArgoCdVersion, space, plural, limit: ClusterQuestion.PageSize, continueParameter: page, cancellationToken: stop),
        list => ArgoCdObjects.Page(list, read),
        cancellation);

    private static ClusterPage<V1Deployment> Page(V1DeploymentList list) => new(list.Items, list.Metadata?.ContinueProperty);

    private static ClusterPage<V1StatefulSet> Page(V1StatefulSetList list) => new(list.Items, list.Metadata?.ContinueProperty);

    // As `kubectl rollout status` has it: what the controller has not seen yet says nothing.
    private static FoundWorkload Workload(V1Deployment found) => new(
        "Deployment", ClusterQuestion.Shown(found.Metadata?.Name ?? ""), found.Spec?.Replicas ?? 1, IsSeen(found.Metadata, found.Status?.ObservedGeneration) ? Math.Min(found.Status?.UpdatedReplicas ?? 0, found.Status?.AvailableReplicas ?? 0) : 0);

    private static FoundWorkload Workload(V1StatefulSet found) => new(
        "StatefulSet", ClusterQuestion.Shown(found.Metadata?.Name ?? ""), found.Spec?.Replicas ?? 1, IsSeen(found.Metadata, found.Status?.ObservedGeneration) ? Math.Min(found.Status?.UpdatedReplicas ?? 0, found.Status?.ReadyReplicas ?? 0) : 0);

    private static bool IsSeen(V1ObjectMeta? metadata, long? seen) => seen >= (metadata?.Generation ?? 0);
}
