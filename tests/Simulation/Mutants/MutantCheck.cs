using System.Diagnostics;

namespace MindBot.Simulation.Mutants;

/// <summary>Builds the backend with one planted bug after another and lets the simulation look for it, each for a limited time.</summary>
public sealed class MutantCheck : IDisposable
{
    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(5), GraceForStart = TimeSpan.FromSeconds(60);

    private readonly string workplace = Directory.CreateTempSubdirectory("mindbot-mutants-").FullName;
    private readonly string root = RepositoryRoot();
    private readonly int seconds;

    public MutantCheck(int seconds)
    {
        this.seconds = seconds;
        foreach (var file in Directory.EnumerateFiles(root).Where(file => Path.GetExtension(file) is ".props" or ".json" or ".txt" || file.EndsWith(".editorconfig", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(workplace, Path.GetFileName(file)));
        foreach (var folder in new[] { "src", "catalog", "deploy" }) CopyFolder(Path.Combine(root, folder), Path.Combine(workplace, folder));
        CopyFolder(AppContext.BaseDirectory, Path.Combine(workplace, "run"));
    }

    /// <summary>The repository that this program was built from.</summary>
    public static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MindBot.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("This program runs from its folder in the repository.");
        return folder.FullName;
    }

    /// <summary>Null: nobody has noticed. Otherwise after how many seconds of simulation, and by which invariant.</summary>
    public (double Seconds, string By)? Catch(Mutant mutant)
    {
        var file = Path.Combine(workplace, "src", mutant.File);
        var original = File.ReadAllText(file);
        File.WriteAllText(file, mutant.Plant(original));
        try
        {
            var project = Path.Combine(workplace, "src", mutant.Project);
            var built = Run("dotnet", ["build", project, "-c", "Release", "-v", "q", "-nologo", "-p:EnforceCodeStyleInBuild=false", "-p:TreatWarningsAsErrors=false", "-p:RunAnalyzers=false"], BuildLimit);
            if (built.Code != 0) throw new InvalidOperationException($"\"{mutant.What}\" does not compile:\n{built.Output}");
            var dll = $"MindBot.{mutant.Project}.dll";
            File.Copy(Path.Combine(project, "bin", "Release", "net10.0", dll), Path.Combine(workplace, "run", dll), overwrite: true);
            return Catch();
        }
        finally
        {
            File.WriteAllText(file, original);
            var dll = $"MindBot.{mutant.Project}.dll";
            File.Copy(Path.Combine(AppContext.BaseDirectory, dll), Path.Combine(workplace, "run", dll), overwrite: true);
        }
    }

    public void Dispose() => Directory.Delete(workplace, recursive: true);

    private (double Seconds, string By)? Catch()
    {
        var began = TimeProvider.System.GetTimestamp();
        var (code, output) = Run(
            "dotnet", [Path.Combine(workplace, "run", "MindBot.Simulation.dll"), "--seed", "0", "--seconds", $"{seconds}", "--threads", $"{Environment.ProcessorCount}", "--brief"], TimeSpan.FromSeconds(seconds) + GraceForStart);
        var took = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        if (code == 0) return null;
        return (took, output.Split('\n').LastOrDefault(line => line.StartsWith("Seed ", StringComparison.Ordinal)) ?? (code is null ? "it hangs" : $"it ends with {code}"));
    }

    private static (int? Code, string Output) Run(string program, string[] arguments, TimeSpan limit)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (process.WaitForExit(limit))
        {
            process.WaitForExit();
            return (process.ExitCode, output.Result + errors.Result);
        }

        process.Kill(entireProcessTree: true);
        return (null, "");
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from).Where(folder => Path.GetFileName(folder) is not ("bin" or "obj")))
            CopyFolder(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
