namespace MindBot.Grains;

/// <summary>The storage that all grain states go to.</summary>
public static class GrainStorageName
{
    public const string Default = "mindbot";
}
