using System.ComponentModel;
using System.Diagnostics;

namespace Infra.GitHub.Tests;

/// <summary>Runs a checker that others wrote. One that is missing fails the test; without shellcheck, which no package of npm brings, it is skipped.</summary>
internal static class Tool
{
    public static async Task<(int ExitCode, string Output)> RunAsync(string program, string[] arguments, string input = "")
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, await output + await error);
        }
        catch (Win32Exception missing)
        {
            Assert.SkipWhen(program == "shellcheck", "shellcheck is not installed: apt-get install shellcheck, or brew install shellcheck. ./run test does so as root where there is apt-get.");
            Assert.Fail($"{program} cannot be started: {missing.Message} ./run test installs the npm packages of tests/node.");
            throw;
        }
    }

    /// <summary>A checker from the npm packages of tests/node.</summary>
    public static Task<(int ExitCode, string Output)> NodeAsync(string name, string file) =>
        RunAsync(Path.Combine(Committed.Root, "tests", "node", "node_modules", ".bin", name), [file]);
}
