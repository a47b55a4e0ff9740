using MindBot.Silo.Auditing;

namespace MindBot.Silo.Tests.Auditing;

public sealed class AuditServiceTests
{
    [Theory]
    [InlineData(2, 10, 490)]
    [InlineData(50, 10, 10)]
    [InlineData(100, 10, 0)]
    [InlineData(0.5, 1, 199)]
    public void It_rests_so_long_that_its_work_is_no_more_than_its_share(double sharePercent, int workedMs, int restMs) =>
        Assert.Equal(restMs, AuditService.RestAfter(TimeSpan.FromMilliseconds(workedMs), sharePercent).TotalMilliseconds, 3);
}
