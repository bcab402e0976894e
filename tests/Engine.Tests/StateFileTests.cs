using System.Text;
using Infra.Model.Backends;
using Infra.Model.Errors;

namespace Infra.Engine.Tests;

public sealed class StateFileTests : IDisposable
{
    private readonly LocalStack stack = new();

    public void Dispose() => stack.Dispose();

    [Fact]
    public async Task A_state_file_cut_anywhere_is_refused()
    {
        byte[] good = await GoodStateAsync();

        // The last cut is the final line break alone: even that is missed.
        for (int length = 0; length < good.Length; length += Math.Max(1, good.Length / 250))
        {
            await RefusedAsync(good[..length]);
        }

        await RefusedAsync(good[..^1]);
    }

    [Fact]
    public async Task A_state_file_with_any_bit_flipped_is_refused()
    {
        byte[] good = await GoodStateAsync();
        for (int i = 0; i < 1000; i++)
        {
            byte[] bad = [.. good];
            int position = (int)((long)i * good.Length / 1000);
            bad[position] ^= (byte)(1 << (i % 8));
            await RefusedAsync(bad);
        }
    }

    [Fact]
    public async Task A_state_file_without_one_of_its_lines_or_with_two_swapped_is_refused()
    {
        string[] lines = Encoding.UTF8.GetString(await GoodStateAsync()).Split('\n');
        for (int i = 0; i < lines.Length - 1; i++)
        {
            await RefusedAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines.Where((_, n) => n != i))));
        }

        (lines[1], lines[2]) = (lines[2], lines[1]);
        await RefusedAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
    }

    [Fact]
    public async Task The_state_of_another_stack_is_refused()
    {
        await GoodStateAsync();
        string path = StatePath();
        File.Copy(path, Path.Combine(Path.GetDirectoryName(path)!, "other.jsonl"));
        Infra.Engine.LocalBackend other = new(
            new Infra.Engine.Capture.StackProgram("infra", "other", options => new TestStack(() => { }, options)),
            new Infra.Engine.LocalBackendOptions { Cloud = Infra.Emulator.LocalCloud.Open, Folder = Path.GetDirectoryName(Path.GetDirectoryName(path))! });

        InfraException refusal = await Assert.ThrowsAsync<InfraException>(() => other.PreviewAsync(TestContext.Current.CancellationToken));

        Assert.EndsWith("is the state of infra/test, not of infra/other. Put the right file in its place.", refusal.Message, StringComparison.Ordinal);
    }

    private async Task<byte[]> GoodStateAsync()
    {
        await stack.UpAsync(() =>
        {
            Thing first = new("first", new ThingArgs { Text = "x", Labels = { { "a", "b" } } });
            _ = new Thing("second", new ThingArgs { Text = first.Id });
        });
        return await File.ReadAllBytesAsync(StatePath(), TestContext.Current.CancellationToken);
    }

    private async Task RefusedAsync(byte[] bad)
    {
        await File.WriteAllBytesAsync(StatePath(), bad, TestContext.Current.CancellationToken);
        InfraException refusal = await Assert.ThrowsAsync<InfraException>(stack.PreviewAsync);
        Assert.Equal(ErrorKind.Failed, refusal.Kind);
        Assert.Contains("is damaged", refusal.Message, StringComparison.Ordinal);
    }

    private string StatePath() => stack.Files().Single(f => f.EndsWith("state/test.jsonl", StringComparison.Ordinal));
}
