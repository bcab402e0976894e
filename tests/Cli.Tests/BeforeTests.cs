using System.IO.Compression;
using Infra.Delivery.Audit;
using Infra.Delivery.Envelopes;
using Infra.Emulator;
using Infra.Engine;
using Infra.Engine.Capture;

namespace Infra.Cli.Tests;

/// <summary>What the program wrote before its classes had their rooms and the data files their folders: made by commit 90a169c.</summary>
public sealed class BeforeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("infra-before-").FullName;

    [Fact]
    public void A_state_of_before_is_read_whole()
    {
        Directory.CreateDirectory(Path.Combine(folder, "state"));
        File.WriteAllBytes(Path.Combine(folder, "state", "dev.jsonl"), Kept("dev.state.jsonl.gz"));
        LocalBackend backend = new(
            new StackProgram("infra", "dev", _ => throw new InvalidOperationException("The program is not asked.")), new LocalBackendOptions { Cloud = LocalCloud.Open, Folder = folder });

        Assert.Equal([], backend.VerifyState());
        Assert.Equal(205, backend.Recorded().Length);
    }

    [Fact]
    public void An_envelope_of_before_is_what_its_digest_says()
    {
        Envelope envelope = EnvelopeJson.Read("prod.envelope.json", Kept("prod.envelope.json.gz"));

        Assert.Equal("sha256:689bfa69b032f384f2a6265d384d9b874824fa59e497d9a5013bbab140fb800f", envelope.Digest);
        Assert.Contains("stacks/gates.yaml", envelope.Seal.Configuration.Keys);
    }

    [Fact]
    public void An_audit_record_of_before_is_one_chain()
    {
        AuditChain chain = AuditChain.Read(File.ReadAllBytes(Path.Combine(Workspace.Root, "tests", "Cli.Tests", "Before", "audit.jsonl")));

        Assert.Null(chain.Fault);
        Assert.Equal("4:sha256:429c39ce0efea46c80bdb7bcd1dd1dc9455c00ec74b5e2cde020d41a96536ca1", chain.Anchor?.ToString());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static byte[] Kept(string name)
    {
        using GZipStream packed = new(File.OpenRead(Path.Combine(Workspace.Root, "tests", "Cli.Tests", "Before", name)), CompressionMode.Decompress);
        using MemoryStream content = new();
        packed.CopyTo(content);
        return content.ToArray();
    }
}
