"""A commune made of several: streets of one name stay several streets, told apart by their former commune."""

from knowledge.street_files import read_address_base, read_text, save

HEADER = "numero;rep;nom_voie;code_postal;code_insee;nom_commune;nom_ancienne_commune\n"
LINES = (
    "1;;Rue de l'Église;27240;27693;Sylvains-Lès-Moulins;Villalet\n"
    "2;;Rue de l'Église;27240;27693;Sylvains-Lès-Moulins;Coulonges\n"
    "3;bis;Rue de l'Église;27240;27693;Sylvains-Lès-Moulins;\n"
    "4;;Rue Pasteur;27240;27693;Sylvains-Lès-Moulins;Coulonges\n"
)


def names(town):
    return {street.name: set(street.numbers) for street in town.streets}


def test_one_name_in_several_former_communes_is_several_streets():
    assert names(read_text(HEADER + LINES)) == {
        "Rue de l'Église, Coulonges": {"2"},
        "Rue de l'Église, Sylvains-Lès-Moulins": {"3bis"},
        "Rue de l'Église, Villalet": {"1"},
        "Rue Pasteur": {"4"},
    }


def test_whoever_names_the_former_commune_is_understood_and_others_are_asked():
    listed = read_text(HEADER + LINES).listed()
    first, second = listed.find("rue de l'église à coulonges")[:2]
    assert first.street.name == "Rue de l'Église, Coulonges"
    assert first.score - second.score >= 0.08
    assert len({round(match.score, 1) for match in listed.find("rue de l'église")[:2]}) == 1


def test_they_are_kept_apart_in_the_file_of_the_town(tmp_path):
    town = read_text(HEADER + LINES)
    save(tmp_path / "streets.csv", town)
    assert names(read_address_base(tmp_path / "streets.csv")) == names(town)


def test_a_local_base_names_them_by_its_own_column():
    header = "numero;suffixe;voie_nom;commune_insee;commune_nom;commune_deleguee_nom\n"
    lines = "1;;Rue Basse;27693;Sylvains;Villalet\n1;;Rue Basse;27693;Sylvains;Coulonges\n"
    assert set(names(read_text(header + lines))) == {"Rue Basse, Coulonges", "Rue Basse, Villalet"}
