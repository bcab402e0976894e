using System.CommandLine;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra cloud show|edit|delete</c>: plays the person who clicks in Google's console, in the pretended cloud.</summary>
internal static class CloudCommand
{
    public static Command Build(Host host) => new("cloud", "Show and change the emulated cloud past any state, as somebody who clicks in the console does.")
    {
        CloudShow.Build(host), CloudEdit.Build(host), CloudDelete.Build(host),
    };
}
