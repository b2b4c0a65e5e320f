"""Published data sets, typed in from their sources; `check` holds each against a printed number."""

from math import isclose, fsum

SLEEP = ([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0],
         [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
ZEA_CROSSED = [23.5, 12, 21, 22, 19.125, 21.5, 22.125, 20.375, 18.25, 21.625, 23.25, 21, 22.125, 23, 12]
ZEA_SELFED = [17.375, 20.375, 20, 20, 18.375, 18.625, 18.625, 15.25, 16.5, 18, 16.25, 18, 12.75, 15.5, 18]
DEPRESSION = ([1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30],
              [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29])
PERMEABILITY = ([0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46], [1.15, 0.88, 0.90, 0.74, 1.21])
NEWCOMB = [28, 26, 33, 24, 34, -44, 27, 16, 40, -2, 29, 22, 24, 21, 25, 30, 23, 29, 31, 19, 24, 20, 36, 32,
           36, 28, 25, 21, 28, 29, 37, 25, 28, 26, 30, 32, 36, 26, 30, 22, 36, 23, 27, 27, 28, 27, 31, 27,
           26, 33, 26, 32, 32, 24, 39, 28, 24, 25, 32, 25, 29, 27, 28, 29, 16, 23]
MORLEY = ([850, 740, 900, 1070, 930, 850, 950, 980, 980, 880, 1000, 980, 930, 650, 760, 810, 1000, 1000, 960, 960],
          [960, 940, 960, 940, 880, 800, 850, 880, 900, 840, 830, 790, 810, 880, 880, 830, 800, 790, 760, 800])
MPG = [21.0, 21.0, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4, 14.7,
       32.4, 30.4, 33.9, 21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26.0, 30.4, 15.8, 19.7, 15.0, 21.4]
MANUAL = [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1]
CYLINDERS = [6, 6, 4, 6, 8, 6, 8, 4, 4, 6, 6, 8, 8, 8, 8, 8, 8, 4, 4, 4, 4, 8, 8, 8, 8, 4, 4, 4, 8, 6, 8, 4]
IRIS = ([5.1, 4.9, 4.7, 4.6, 5.0, 5.4, 4.6, 5.0, 4.4, 4.9], [7.0, 6.4, 6.9, 5.5, 6.5, 5.7, 6.3, 4.9, 6.6, 5.2])
WOMEN = ([115, 117, 120, 123, 126, 129, 132, 135, 139, 142, 146, 150, 154, 159, 164], list(range(58, 73)))
ANSCOMBE = ([8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68],
            [9.14, 8.14, 8.74, 8.77, 9.26, 8.10, 6.13, 3.10, 9.13, 7.26, 4.74])
CHICKS = ([179, 160, 136, 227, 217, 168, 108, 124, 143, 140],
          [309, 229, 181, 141, 260, 203, 148, 169, 213, 257, 244, 271])
NUMACC1 = ([10000001, 10000003, 10000002], [10000002, 10000004, 10000009])

TWO_SAMPLES = [  # name, source, a, b, unit that makes whole numbers of all
    ("sleep", "Student 1908, Biometrika 6; R's sleep", *SLEEP, 0.1),
    ("zea_mays", "Darwin 1876; Fisher 1935, The Design of Experiments, III", ZEA_CROSSED, ZEA_SELFED, 0.125),
    ("depression", "Hollander and Wolfe 1973, 29f.; R's wilcox.test", *DEPRESSION, 0.001),
    ("permeability", "Hollander and Wolfe 1973, 69f.; R's wilcox.test", *PERMEABILITY, 0.01),
    ("newcomb", "Newcomb 1882; Stigler 1977, Ann. Stat. 5 (the two halves)", NEWCOMB[:33], NEWCOMB[33:], 1),
    ("morley", "Michelson 1879; R's morley, experiments 1 and 2", *MORLEY, 1),
    ("mtcars", "Henderson and Velleman 1981; R's mtcars, mpg by am",
     [m for m, g in zip(MPG, MANUAL) if g == 0], [m for m, g in zip(MPG, MANUAL) if g == 1], 0.1),
    ("iris", "Fisher 1936; sepal length of the first ten setosa and versicolor", *IRIS, 0.1),
    ("women", "World Almanac 1975; R's women, weight and height", *WOMEN, 1),
    ("anscombe", "Anscombe 1973, Am. Stat. 27, y of sets I and II", *ANSCOMBE, 0.01),
    ("chickwts", "Anonymous 1948, Biometrika 35; R's chickwts, horsebean and linseed", *CHICKS, 1),
    ("numacc1", "NIST StRD, NumAcc1, against three numbers near it", *NUMACC1, 1),
]

PLANTS = [4.17, 5.58, 5.18, 6.11, 4.50, 4.61, 5.17, 4.53, 5.33, 5.14, 4.81, 4.17, 4.41, 3.59, 5.87, 3.83, 6.03,
          4.89, 4.32, 4.69, 6.31, 5.12, 5.54, 5.50, 5.37, 5.29, 4.92, 6.15, 5.80, 5.26]
TEETH = [4.2, 11.5, 7.3, 5.8, 6.4, 10, 11.2, 11.2, 5.2, 7, 16.5, 16.5, 15.2, 17.3, 22.5, 17.3, 13.6, 14.5, 18.8, 15.5,
         23.6, 18.5, 33.9, 25.5, 26.4, 32.5, 26.7, 21.5, 23.3, 29.5, 15.2, 21.5, 17.6, 9.7, 14.5, 10, 8.2, 9.4, 16.5,
         9.7, 19.7, 23.3, 23.6, 26.4, 20, 25.2, 25.8, 21.2, 14.5, 27.3, 25.5, 26.4, 22.4, 24.5, 24.8, 30.9, 26.4, 27.3,
         29.4, 23]
BREAKS = [26, 30, 54, 25, 70, 52, 51, 26, 67, 18, 21, 29, 17, 12, 18, 35, 30, 36, 36, 21, 24, 18, 10, 43, 28, 15, 26,
          27, 14, 29, 19, 29, 31, 41, 20, 44, 42, 26, 19, 16, 39, 28, 21, 39, 29, 20, 21, 24, 17, 13, 15, 15, 16, 28]
INSECTS = [10, 7, 20, 14, 14, 12, 10, 23, 17, 20, 14, 13, 11, 17, 21, 11, 16, 14, 17, 17, 19, 21, 7, 13,
           0, 1, 7, 2, 3, 1, 2, 1, 3, 0, 1, 4, 3, 5, 12, 6, 4, 3, 5, 5, 5, 5, 2, 4, 3, 5, 3, 5, 3, 6, 1, 1, 3, 2, 6, 4,
           11, 9, 15, 22, 15, 16, 13, 10, 26, 26, 24, 13]
PEAS = [49.5, 62.8, 46.8, 57.0, 59.8, 58.5, 55.5, 56.0, 62.8, 55.8, 69.5, 55.0, 62.0, 48.8, 45.5, 44.2, 52.0, 51.5,
        49.8, 48.8, 57.2, 59.0, 53.2, 56.0]
PEAS_N = [0, 1, 0, 1, 1, 1, 0, 0, 0, 1, 1, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 0, 0]
PEAS_P = [1, 1, 0, 0, 0, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1, 1, 0, 0, 1, 0, 1, 1, 0]
PEAS_K = [1, 0, 0, 1, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 0, 0, 0, 1, 1, 1, 0, 1, 0]
SIRSTV = [196.3052, 196.1240, 196.1890, 196.2569, 196.3403, 196.3042, 196.3825, 196.1669, 196.3257, 196.0422,
          196.1303, 196.2005, 196.2889, 196.0343, 196.1811, 196.2795, 196.1748, 196.1494, 196.1485, 195.9885,
          196.2119, 196.1051, 196.1850, 196.0052, 196.2090]

FACTORIALS = [  # name, source, response, factors, interactions
    ("PlantGrowth", "Dobson 1983; R's PlantGrowth", PLANTS, [[i // 10 for i in range(30)]], []),
    ("ToothGrowth", "Crampton 1947; Bliss 1952; R's ToothGrowth", TEETH,
     [[i // 30 for i in range(60)], [i // 10 % 3 for i in range(60)]], [(0, 1)]),
    ("warpbreaks", "Tippett 1950; R's warpbreaks", BREAKS,
     [[i // 27 for i in range(54)], [i // 9 % 3 for i in range(54)]], [(0, 1)]),
    ("InsectSprays", "Beall 1942; R's InsectSprays", INSECTS, [[i // 12 for i in range(72)]], []),
    ("npk", "Venables and Ripley 2002; R's npk", PEAS, [[i // 4 for i in range(24)], PEAS_N, PEAS_P, PEAS_K],
     [(1, 2), (1, 3), (2, 3)]),
    ("SiRstv", "NIST StRD, SiRstv", SIRSTV, [[i // 5 for i in range(25)]], []),
    ("mtcars_cells", "Henderson and Velleman 1981; R's mtcars, mpg by cyl and am, unbalanced", MPG,
     [[c // 2 - 2 for c in CYLINDERS], MANUAL], [(0, 1)]),
]

TABLES = [  # name, source, 2 x 2
    ("tea", "Fisher 1935, The Design of Experiments, II", (3, 1, 1, 3)),
    ("twins", "Lange 1929; Fisher 1935, J. R. Stat. Soc. 98; R's fisher.test", (2, 15, 10, 3)),
    ("aspirin", "Physicians' Health Study 1988; Agresti 2002, table 2.3", (189, 10845, 104, 10933)),
]

BENJAMINI_HOCHBERG = ("Benjamini and Hochberg 1995, table of 15 tests in section 4.1",
                      [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
                       0.5719, 0.6528, 0.7590, 1.000])


def check(stats, anova_f):
    """Numbers that are printed where the data come from, so that a slip in typing shows."""
    def near(value, printed, digits):
        assert isclose(value, printed, abs_tol=0.51 * 10 ** -digits), (value, printed)
    near(stats.ttest_rel(*SLEEP).statistic, -4.0621, 4)
    near(stats.ttest_ind(*SLEEP, equal_var=False).pvalue, 0.07939, 5)
    near(stats.ttest_rel(ZEA_CROSSED, ZEA_SELFED).statistic, 2.148, 3)
    near(stats.wilcoxon(*DEPRESSION, alternative="greater", method="exact").pvalue, 0.01953, 5)
    near(stats.mannwhitneyu(*PERMEABILITY, alternative="greater", method="exact").pvalue, 0.1272, 4)
    near(fsum(NEWCOMB) / 66, 26.21, 2)
    assert [fsum(x) / 20 for x in MORLEY] == [909, 856]
    near(stats.ttest_ind(*TWO_SAMPLES[6][2:4], equal_var=False).statistic, -3.7671, 4)
    near(stats.ttest_ind(*TWO_SAMPLES[6][2:4], equal_var=False).pvalue, 0.001374, 6)
    near(fsum(ANSCOMBE[0]) / 11, 7.50, 2)
    near(fsum(CHICKS[0]) / 10, 160.2, 1)
    near(fsum(CHICKS[1]) / 12, 218.75, 2)
    near(fsum(WOMEN[0]) / 15, 136.73, 2)
    printed = {"PlantGrowth": [4.8461], "ToothGrowth": [15.572, 92.000, 4.107], "warpbreaks": [3.7653, 8.4980, 4.1891],
               "InsectSprays": [34.702], "npk": [4.447, 12.259, 0.544, 6.166], "SiRstv": [1.18046237440255]}
    for name, _, response, factors, interactions in FACTORIALS:
        for value, expected in zip(anova_f(response, factors, interactions), printed.get(name, [])):
            assert isclose(value, expected, rel_tol=5e-4), (name, value, expected)
    near(stats.fisher_exact([[3, 1], [1, 3]]).pvalue, 0.4857, 4)
    near(stats.fisher_exact([[2, 15], [10, 3]]).pvalue, 0.0005367, 7)
