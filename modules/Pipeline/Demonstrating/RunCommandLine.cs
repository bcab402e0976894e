using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Demonstrating;

/// <summary>Runs one command of this program's own command line.</summary>
/// <param name="arguments">What follows its name.</param>
/// <param name="host">The machine that it sees.</param>
/// <param name="cancellation">Stops it.</param>
/// <returns>The exit code.</returns>
public delegate Task<int> RunCommandLine(string[] arguments, Host host, CancellationToken cancellation);
