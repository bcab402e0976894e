using Infra.Machine.Files;
using Infra.Model.Backends;
using Infra.Model.Errors;

namespace Infra.Engine.Tests;

/// <summary>Whoever loses its lock, at whatever moment, is told so in a sentence.</summary>
public sealed class LateLockTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("create")]
    [InlineData("replace")]
    [InlineData("delete")]
    [InlineData("destroy")]
    [InlineData("import")]
    public async Task A_holder_that_loses_its_lock_before_any_operation_of_the_disk_is_told_so(string what)
    {
        List<string> endings = [];
        for (int operation = 1; ; operation++)
        {
            using LocalStack stack = new() { Program = () => _ = new Thing("a") };
            if (what != "create")
            {
                await stack.UpAsync(() => { _ = new Thing("a"); _ = new Thing("b"); });
            }

            BreakingFileSystem files = new(stack.Options.Files, operation);
            stack.Options = stack.Options with { Files = files };
            stack.Program = what switch { "create" => () => { _ = new Thing("a"); _ = new Thing("b"); }, "replace" => () => { _ = new Thing("a", new ThingArgs { Text = "other" }); _ = new Thing("b"); }, _ => () => _ = new Thing("a") };
            try
            {
                switch (what)
                {
                    case "destroy":
                        await stack.DestroyAsync();
                        break;
                    case "import":
                        await stack.Backend.ImportStateAsync(stack.Backend.ExportState(), force: false, Cancellation);
                        break;
                    default:
                        await stack.UpAsync();
                        break;
                }
            }
            catch (InfraException refusal)
            {
                endings.Add(refusal.Message);
            }

            if (!files.HasBroken && operation > 1)
            {
                break;
            }
        }

        Assert.NotEmpty(endings);
        Assert.All(endings, e => Assert.Matches("^The lock of stack test was broken while this run held it \\(lock [12]\\); nobody holds it now\\. Nothing further was written\\. Preview again\\.$", e));
    }

    private sealed class BreakingFileSystem(IFileSystem files, int at) : IFileSystem
    {
        private int operations;

        public bool HasBroken { get; private set; }

        public byte[]? Read(string path) => files.Read(path);

        public IReadOnlyList<string> List(string folder) => files.List(folder);

        public IAppendFile Append(string path)
        {
            Count(path);
            return new Appender(this, path, files.Append(path));
        }

        public void Replace(string path, ReadOnlyMemory<byte> content)
        {
            Count(path);
            files.Replace(path, content);
        }

        public void Delete(string path)
        {
            Count(path);
            files.Delete(path);
        }

        public IDisposable? TryGuard(string path)
        {
            Count(path);
            return files.TryGuard(path);
        }

        private void Count(string path)
        {
            // Before the first there is no lock.
            if (++operations == at && Directory.Exists(Path.GetDirectoryName(path)))
            {
                HasBroken = true;
                File.Delete(Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(path))!, "state", "test.lock"));
            }
        }

        private sealed class Appender(BreakingFileSystem disk, string path, IAppendFile file) : IAppendFile
        {
            public void Append(ReadOnlySpan<byte> bytes, bool durable = true)
            {
                disk.Count(path);
                file.Append(bytes, durable);
            }

            public void Dispose() => file.Dispose();
        }
    }
}
