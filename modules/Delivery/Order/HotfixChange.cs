using Infra.Model.Values;

namespace Infra.Delivery.Order;

/// <summary>The revision that a hotfix gives one application.</summary>
/// <param name="App">The application.</param>
/// <param name="Present">The commit that it runs, and has again when the hotfix of it fails.</param>
/// <param name="Given">The commit that it gets.</param>
public sealed record HotfixChange(KubernetesName App, GitRevision Present, GitRevision Given);
