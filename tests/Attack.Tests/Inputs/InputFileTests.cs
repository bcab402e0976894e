using System.Diagnostics;
using System.Net.Sockets;
using Infra.Cli.Tests;

namespace Infra.Attack.Tests.Inputs;

/// <summary>What is put in the place of a file that commands read is refused at once by what it is: nothing waits, and nothing fills the memory.</summary>
public sealed class InputFileTests : IDisposable
{
    private readonly Workspace workspace = new();

    public void Dispose() => workspace.Dispose();

    public static TheoryData<string, string[]> Commands => new()
    {
        { "stacks/Pulumi.dev.yaml", ["preview", "dev"] },
        { "stacks/delivery/approvals.yaml", ["preview", "dev", "--seal", "--local-only", "--out", ".infra/sealed.json"] },
        { "stacks/delivery/gates.yaml", ["preview", "dev", "--seal", "--local-only", "--out", ".infra/sealed.json"] },
        { "stacks/delivery/calendar.yaml", ["freeze", "list", "--month", "2026-11"] },
        { "stacks/rules/waivers.yaml", ["policy", "check", "dev"] },
        { "stacks/delivery/github.yaml", ["workflows", "--check"] },
        { "stacks/dev/release.yaml", ["render", "dev", "--check"] },
        { "stacks/dev/foundation.yaml", ["preview", "dev"] },
        { "stacks/catalog/apps.yaml", ["apps", "list", "dev"] },
        { "plan.json", ["up", "dev", "--plan", "plan.json", "--yes"] },
        { "plan.json", ["gate", "dev", "--plan", "plan.json"] },
        { "plan.json", ["policy", "check", "--plan", "plan.json"] },
        { "facts.json", ["evidence", "TestsPassed", "--about", $"sha256:{new string('0', 64)}", "--facts", "facts.json", "--out", ".infra/evidence.json"] },
        { "state.json", ["state", "import", "dev", "state.json", "--yes"] },
        { ".infra/state/dev.jsonl", ["status", "dev"] },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_named_pipe_in_the_place_of_an_input_is_not_waited_for(string file, string[] command)
    {
        Replace(file, path => Run("mkfifo", path));

        Refused(await workspace.RunAsync(command), file, "it is a named pipe, and only a file is read. Put a file with that content in its place.");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_socket_in_the_place_of_an_input_is_not_read(string file, string[] command)
    {
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        Replace(file, path => socket.Bind(new UnixDomainSocketEndPoint(path)));

        Refused(await workspace.RunAsync(command), file, "it is a socket or a device, and only a file is read.");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_file_of_gigabytes_in_the_place_of_an_input_is_not_read_into_memory(string file, string[] command)
    {
        Replace(file, path =>
        {
            using FileStream sparse = File.Create(path);
            sparse.SetLength(4L << 30);
        });

        Refused(await workspace.RunAsync(command), file, "bytes, and that is the most that is read. Name the file that was meant.");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_device_behind_a_link_in_the_place_of_an_input_is_not_read(string file, string[] command)
    {
        Replace(file, path => File.CreateSymbolicLink(path, "/dev/zero"));

        (string output, int exitCode) = await workspace.RunAsync(command);

        Assert.NotEqual(0, exitCode);
        Assert.Matches("it is a (symbolic link|device), and only a file is read|is a symbolic link\\. State files are never reached through links", output);
    }

    [Theory]
    [InlineData("stacks/delivery/approvals.yaml")]
    [InlineData("stacks/delivery/gates.yaml")]
    public async Task A_link_in_the_place_of_a_file_of_the_repository_leads_nowhere(string file)
    {
        string elsewhere = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.Move(Path.Combine(workspace.Folder, file), elsewhere);
        try
        {
            File.CreateSymbolicLink(Path.Combine(workspace.Folder, file), elsewhere);

            Refused(await workspace.RunAsync(["preview", "dev", "--seal", "--local-only", "--out", ".infra/sealed.json"]), file, "it is a symbolic link, and only a file is read.");
        }
        finally
        {
            File.Delete(elsewhere);
        }
    }

    [Fact]
    public async Task A_link_in_the_place_of_a_folder_of_the_repository_leads_nowhere()
    {
        string elsewhere = Path.Combine(workspace.Folder, "elsewhere");
        Directory.Move(Path.Combine(workspace.Folder, "stacks", "dev"), elsewhere);
        Directory.CreateSymbolicLink(Path.Combine(workspace.Folder, "stacks", "dev"), elsewhere);

        Refused(await workspace.RunAsync(["preview", "dev"]), "stacks/dev/foundation.yaml", "stacks/dev is a symbolic link, and files of the repository are read from its own folders.");
    }

    [Fact]
    public async Task A_pipe_in_the_place_of_a_key_is_not_waited_for()
    {
        Run("mkfifo", Path.Combine(workspace.Folder, "key.pem"));
        workspace.Variables["INFRA_SIGNING_KEY_FILE"] = "key.pem";

        Refused(await workspace.RunAsync(["preview", "dev", "--seal", "--local-only", "--out", ".infra/sealed.json"]), "key.pem", "it is a named pipe, and only a file is read.");
    }

    [Fact]
    public async Task One_line_of_forty_megabytes_in_the_place_of_evidence_is_refused_by_its_size()
    {
        using GitWorkspace git = await GitWorkspace.CommittedAsync();
        Assert.Equal(0, (await git.Files.RunAsync(["preview", "dev", "--seal", "--out", ".infra/plan.json"])).ExitCode);
        git.Files.Write(".infra/evidence.json", $"{{\"schema\":\"{new string('x', 40 << 20)}\"}}");

        (string output, int exitCode) = await git.Files.RunAsync(["gate", "dev", "--plan", ".infra/plan.json", "--evidence", ".infra/evidence.json"]);

        Assert.Equal(2, exitCode);
        Assert.Contains(".infra/evidence.json cannot be read: it has more than 8388608 bytes", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_is_not_made_of_what_a_link_leads_to()
    {
        workspace.Write("secret", "planted0secret\n");
        File.CreateSymbolicLink(Path.Combine(workspace.Folder, "body.md"), "secret");
        foreach ((string name, string value) in new[] { ("GITHUB_REPOSITORY", "setu-retail/platform"), ("GITHUB_TOKEN", "ghs_0000000000") })
        {
            workspace.Variables[name] = value;
        }

        Refused(await workspace.RunAsync(["github", "comment", "--pull-request", "1", "--marker", "preview", "--file", "body.md"]), "body.md", "it is a symbolic link, and only a file is read.");
    }

    [Fact]
    public async Task A_person_may_keep_a_key_behind_a_link_outside_of_the_repository()
    {
        string elsewhere = Directory.CreateTempSubdirectory("infra-attack-").FullName;
        try
        {
            workspace.TrustPipeline();
            File.WriteAllText(Path.Combine(elsewhere, "key.pem"), workspace.Variables["INFRA_SIGNING_KEY"]);
            File.CreateSymbolicLink(Path.Combine(elsewhere, "link.pem"), "key.pem");
            workspace.Variables.Remove("INFRA_SIGNING_KEY");
            workspace.Variables["INFRA_SIGNING_KEY_FILE"] = Path.Combine(elsewhere, "link.pem");

            (string output, int exitCode) = await workspace.RunAsync(["preview", "dev", "--seal", "--local-only", "--out", ".infra/sealed.json"]);

            Assert.True(exitCode == 0, output);
        }
        finally
        {
            Directory.Delete(elsewhere, recursive: true);
        }
    }

    private static void Refused((string Output, int ExitCode) ran, string file, string why)
    {
        Assert.True(ran.ExitCode is 1 or 2, ran.Output);
        Assert.Contains(why, ran.Output, StringComparison.Ordinal);
        Assert.Contains(Path.GetFileName(file), ran.Output, StringComparison.Ordinal);
    }

    private void Replace(string file, Action<string> make)
    {
        string path = Path.Combine(workspace.Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        make(path);
    }

    private static void Run(string program, string argument)
    {
        using Process process = Process.Start(program, [argument]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
