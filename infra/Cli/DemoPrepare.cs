using System.CommandLine;
using Infra.Pipeline.Demonstrating;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra demo prepare</c>: gives this clone a repository of applications for dry runs.</summary>
internal static class DemoPrepare
{
    public static Command Build(Host host)
    {
        Command command = new("prepare", $"Make {BundledApplications.Place}, a small repository of applications, and let this clone's git take it for the company's on the local backend.");
        command.SetAction(async (_, cancellation) =>
        {
            DemoOutput.Write(host, await new BundledApplications(Repository.Find(host)).PrepareAsync(cancellation));
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
