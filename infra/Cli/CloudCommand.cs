using System.CommandLine;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra cloud show|edit|delete</c>: plays the person who clicks in Google's console, in the pretended cloud.</summary>
internal static class CloudCommand
{
    public static Command Build(Host host) => new("cloud", "Look at and change the emulator past any state, as a person at the console would.")
    {
        CloudShow.Build(host), CloudEdit.Build(host), CloudDelete.Build(host),
    };
}
