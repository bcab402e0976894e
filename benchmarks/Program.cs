namespace Infra.Benchmarks;

/// <summary>Measures the local backend and, beside it, what others do with the same kind of work. Tables on standard output.</summary>
internal static class Program
{
    private const string Begin = "<!-- measured: begin (./run bench --write) -->";
    private const string End = "<!-- measured: end -->";

    private static async Task<int> Main(string[] args)
    {
        if (args is [PhaseRunner.Child, ..])
        {
            return await PhaseRunner.AnswerAsync(args);
        }

        if (args is [EstateRunner.Child, ..])
        {
            return await EstateRunner.AnswerAsync(args);
        }

        if (args is [PolicyRunner.Child, ..])
        {
            return await PolicyRunner.AnswerAsync(args);
        }

        if (args is [GatesRunner.Child, ..])
        {
            return await GatesRunner.AnswerAsync(args);
        }

        if (BenchOptions.Parse(args) is not { } options)
        {
            Console.Error.WriteLine(BenchOptions.Usage);
            return 2;
        }

        string root = Root();
        string folder = Path.Combine(root, "artifacts", "bench");
        string report = MarkdownReport.Write(Measure(options, root, folder));
        Console.Write(report);
        if (options.Write)
        {
            Update(Path.Combine(root, "docs", "performance.md"), report);
        }

        return 0;
    }

    private static Results Measure(BenchOptions options, string root, string folder)
    {
        string load = Machine.CurrentLoad();
        List<PhaseResult> phases = [];
        PhaseRunner runner = new(options, folder);
        foreach (int size in options.Measures(BenchPart.Engine) ? options.Sizes : [])
        {
            phases.AddRange(runner.Run(size));
        }

        List<Comparison> others = [];
        List<Comparison> commands = [];
        if (options.Compare && options.Measures(BenchPart.Engine))
        {
            commands.AddRange(CommandLineTimes.Run(Path.Combine(root, "artifacts", "program", "infra"), root));
            others.Add(NodeMocks.Run(options, Path.Combine(root, "benchmarks", "node"), Path.Combine(folder, "node")));
            others.AddRange(Terraform.Run(options, Path.Combine(folder, "terraform")));
        }

        return new Results(
            Machine.Read(root, load), phases, others, commands,
            options.Measures(BenchPart.Estates) ? [.. EstateRunner.Run(options)] : [],
            options.Measures(BenchPart.Policy) ? [.. PolicyRunner.Run(options)] : [],
            options.Measures(BenchPart.Gates) ? [.. GatesRunner.Run(options, root)] : []);
    }

    // The folder that holds the benchmarks' own sources: ./run starts there, a person may start below it.
    private static string Root()
    {
        for (DirectoryInfo? folder = new(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "benchmarks", "Infra.Benchmarks.csproj")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Start the benchmarks inside the repository.");
    }

    private static void Update(string file, string report)
    {
        string text = File.ReadAllText(file);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal);
        int end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            throw new InvalidOperationException($"{file} has no lines '{Begin}' and '{End}' to write between.");
        }

        File.WriteAllText(file, $"{text[..(begin + Begin.Length)]}\n\n{report}\n{text[end..]}");
        Console.Error.WriteLine("docs/performance.md is up to date");
    }
}
