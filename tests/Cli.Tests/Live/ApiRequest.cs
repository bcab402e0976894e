namespace Infra.Cli.Tests.Live;

/// <summary>A request that reached a control plane.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Host">The name that was asked.</param>
/// <param name="Path">Its path.</param>
/// <param name="Authorization">The credential that came with it.</param>
internal sealed record ApiRequest(string Method, string Host, string Path, string Authorization);
